package io.tidemark.auth.right;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Turns a list around, to find its members by what they name.
final class Index {
    private Index() {}

    static <T, K, V> Map<K, List<V>> of(
            Collection<T> all, Function<T, ? extends Collection<K>> keys, Function<T, V> value) {
        Map<K, List<V>> found = new HashMap<>();
        for (T one : all) {
            keys.apply(one)
                    .forEach(key ->
                            found.computeIfAbsent(key, k -> new ArrayList<>()).add(value.apply(one)));
        }
        return found;
    }
}
