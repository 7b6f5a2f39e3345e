package io.tidemark.analytics.folder;

import io.tidemark.analytics.folder.Branch.Rest;
import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Puts roll-ups together to a tree.
final class Grown {
    private final Map<String, Twig> byPath = new HashMap<>();
    private final Map<String, List<Twig>> byParent;

    /// @param twigs largest first; each one's parent is among them, except the top's
    Grown(List<Twig> twigs) {
        twigs.forEach(twig -> byPath.put(twig.path(), twig));
        this.byParent = twigs.stream().collect(Collectors.groupingBy(Twig::parent));
    }

    /// @throws IllegalStateException where the top is not among the twigs
    Branch from(String top) {
        Twig twig = byPath.get(top);
        if (twig == null) {
            throw new IllegalStateException("the folder is not in its own tree");
        }
        return branch(twig);
    }

    private Branch branch(Twig twig) {
        List<Twig> taken = byParent.getOrDefault(twig.path(), List.of()).stream()
                .filter(child -> !child.path().equals(twig.path()))
                .toList();
        return new Branch(
                twig.path(),
                twig.name(),
                twig.totalSize(),
                twig.totalAllocated(),
                twig.totalFiles(),
                twig.totalDirectories(),
                twig.size(),
                taken.stream().map(this::branch).toList(),
                rest(twig, taken),
                twig.error());
    }

    private static @Nullable Rest rest(Twig twig, List<Twig> taken) {
        long count = twig.directories() - taken.size();
        if (count <= 0) {
            return null;
        }
        long size = taken.stream().mapToLong(Twig::totalSize).sum();
        long allocated = taken.stream().mapToLong(Twig::totalAllocated).sum();
        return new Rest(
                count, twig.totalSize() - twig.size() - size, twig.totalAllocated() - twig.allocated() - allocated);
    }
}
