package io.tidemark.auth.right;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Walks what is nested.
final class Hierarchy {
    private Hierarchy() {}

    /// All that is reached from the starts, nearest first, each with the shortest way to it (itself last).
    static <T> Map<T, List<T>> ways(Iterable<T> starts, Function<T, ? extends Iterable<T>> next) {
        Map<T, List<T>> found = new LinkedHashMap<>();
        Deque<T> open = new ArrayDeque<>();
        for (T start : starts) {
            if (found.putIfAbsent(start, List.of(start)) == null) {
                open.add(start);
            }
        }
        while (!open.isEmpty()) {
            T here = open.remove();
            for (T there : next.apply(here)) {
                if (!found.containsKey(there)) {
                    found.put(there, longer(found.getOrDefault(here, List.of()), there));
                    open.add(there);
                }
            }
        }
        return found;
    }

    /// Something that is inside itself; empty where nothing is. Takes any depth.
    static <T> Optional<T> cycle(Iterable<T> all, Function<T, ? extends Iterable<T>> next) {
        Map<T, Integer> inside = new HashMap<>();
        for (T one : all) {
            inside.putIfAbsent(one, 0);
            next.apply(one).forEach(child -> inside.merge(child, 1, Integer::sum));
        }
        Deque<T> free = new ArrayDeque<>();
        inside.forEach((one, parents) -> {
            if (parents == 0) {
                free.add(one);
            }
        });
        Set<T> left = new HashSet<>(inside.keySet());
        while (!free.isEmpty()) {
            T one = free.remove();
            left.remove(one);
            for (T child : next.apply(one)) {
                if (inside.merge(child, -1, Integer::sum) == 0) {
                    free.add(child);
                }
            }
        }
        return left.stream().findAny();
    }

    private static <T> List<T> longer(List<T> way, T step) {
        List<T> longer = new ArrayList<>(way);
        longer.add(step);
        return List.copyOf(longer);
    }
}
