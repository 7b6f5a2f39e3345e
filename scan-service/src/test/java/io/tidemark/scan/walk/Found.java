package io.tidemark.scan.walk;

import io.tidemark.scan.syscall.Syscalls;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Walks a root and keeps all it delivers.
final class Found {

    record Entry(
            String directory,
            String name,
            boolean raw,
            String extension,
            int type,
            long size,
            long allocated,
            long modified,
            @Nullable String owner,
            boolean counted) {

        String path() {
            return directory + "/" + name;
        }
    }

    record Directory(
            String path,
            @Nullable String parent,
            int depth,
            long files,
            long size,
            long totalFiles,
            long totalDirectories,
            long totalSize,
            long newestModified,
            @Nullable String error) {}

    final Walk walk;
    final List<Entry> entries;
    final Map<String, Directory> directories;

    private Found(Walk walk, List<Entry> entries, Map<String, Directory> directories) {
        this.walk = walk;
        this.entries = entries;
        this.directories = directories;
    }

    static Found in(Path root, int threads, int descriptors, Supplier<Syscalls> kernel) throws Exception {
        return in(new WalkRequest(root, threads, descriptors), kernel);
    }

    static Found in(WalkRequest request, Supplier<Syscalls> kernel) throws Exception {
        Accounts accounts = Accounts.read(Path.of("/etc/passwd"), Path.of("/etc/group"));
        List<Entry> entries = Collections.synchronizedList(new ArrayList<>());
        Map<String, Directory> directories = Collections.synchronizedMap(new TreeMap<>());
        Walk walk = new Walk(
                request,
                kernel,
                accounts,
                thread -> sink(batch -> keep(batch, entries)),
                thread -> sink(batch -> keep(batch, directories)));
        walk.run();
        return new Found(walk, entries, directories);
    }

    static <B> BatchSink<B> sink(Consumer<B> taker) {
        return new BatchSink<>() {
            @Override
            public B accept(B filled) {
                taker.accept(filled);
                return filled;
            }

            @Override
            public void finish(B last) {
                taker.accept(last);
            }
        };
    }

    private static void keep(EntryBatch b, List<Entry> entries) {
        for (int i = 0; i < b.rows; i++) {
            entries.add(new Entry(
                    text(b.directory[i]),
                    text(b.name[i]),
                    b.rawName[i] != null,
                    text(b.extension[i]),
                    b.type[i],
                    b.size[i],
                    b.allocated[i],
                    b.modified[i],
                    textOrNull(b.owner[i]),
                    b.counted[i]));
        }
        b.rows = 0;
    }

    private static void keep(DirectoryBatch b, Map<String, Directory> directories) {
        for (int i = 0; i < b.rows; i++) {
            Directory directory = new Directory(
                    text(b.path[i]),
                    textOrNull(b.parent[i]),
                    b.depth[i],
                    b.direct[i].files(),
                    b.direct[i].size(),
                    b.subtree[i].files(),
                    b.subtree[i].directories(),
                    b.subtree[i].size(),
                    b.subtree[i].newestModified(),
                    textOrNull(b.error[i]));
            directories.put(directory.path(), directory);
        }
        b.rows = 0;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static @Nullable String textOrNull(byte @Nullable [] bytes) {
        return bytes == null ? null : text(bytes);
    }

    Entry entry(String name) {
        return entries.stream().filter(e -> e.name().equals(name)).findFirst().orElseThrow();
    }

    Directory directory(Path path) {
        Directory directory = directories.get(path.toString());
        if (directory == null) {
            throw new AssertionError(path + " is not in " + directories.keySet());
        }
        return directory;
    }
}
