package io.tidemark.history.offline;

import io.tidemark.history.snapshot.SnapshotLocation;
import io.tidemark.history.snapshot.StoredName;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Finds what lies in the folder of a store and is not even named like a part of it.
final class Strangers {

    private static final int SNAPSHOT = 3;
    private static final String SAMPLES = "samples";

    private final Path store;
    private final List<String> found = new ArrayList<>();

    private Strangers(Path store) {
        this.store = store;
    }

    /// The places below `store`, by name. What begins with a dot, and the files of samples, of
    /// which only the record knows, are not looked at.
    static List<String> in(Path store) throws IOException {
        Strangers strangers = new Strangers(store);
        strangers.look(store, 0);
        return List.copyOf(strangers.found);
    }

    private void look(Path folder, int level) throws IOException {
        for (Path path : list(folder)) {
            String key = store.relativize(path).toString();
            boolean isOwn = level == 0 && (key.startsWith(".") || key.equals(SAMPLES));
            if (level == SNAPSHOT) {
                require(isStored(path), key);
            } else if (!isOwn) {
                requireFolder(path, key, level + 1);
            }
        }
    }

    private void requireFolder(Path path, String key, int level) throws IOException {
        boolean isOne = Files.isDirectory(path) && isNamedSo(key, level);
        require(isOne, key);
        if (isOne) {
            look(path, level);
        }
    }

    private static boolean isNamedSo(String key, int level) {
        return switch (level) {
            case 1 -> key.startsWith("server=");
            case 2 -> key.contains("/day=");
            default -> SnapshotLocation.ofKey(key).isPresent();
        };
    }

    private static boolean isStored(Path file) {
        String name = file.getFileName().toString();
        return Files.isRegularFile(file) && (name.equals(StoredName.MANIFEST) || StoredName.isValid(name));
    }

    private void require(boolean holds, String key) {
        if (!holds) {
            found.add(key);
        }
    }

    private List<Path> list(Path folder) throws IOException {
        try (Stream<Path> paths = Files.list(folder)) {
            List<Path> sorted = paths.sorted().toList();
            boolean isSnapshot = store.relativize(folder).getNameCount() == SNAPSHOT && !folder.equals(store);
            if (isSnapshot && !Files.isRegularFile(folder.resolve(StoredName.MANIFEST))) {
                found.add(store.relativize(folder) + ", which has no manifest.json");
                return List.of();
            }
            return sorted;
        }
    }
}
