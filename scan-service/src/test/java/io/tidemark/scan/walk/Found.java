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

    final List<Entry> entries = Collections.synchronizedList(new ArrayList<>());
    final Map<String, Directory> directories = Collections.synchronizedMap(new TreeMap<>());
    final Walk walk;

    private Found(Walk walk) {
        this.walk = walk;
    }

    static Found in(Path root, int threads, int descriptors, Supplier<Syscalls> kernel) throws Exception {
        BatchQueue<EntryBatch> entries = new BatchQueue<>(threads, threads, EntryBatch::new);
        BatchQueue<DirectoryBatch> directories = new BatchQueue<>(1, threads, DirectoryBatch::new);
        Accounts accounts = Accounts.read(Path.of("/etc/passwd"), Path.of("/etc/group"));
        Found found = new Found(
                new Walk(new WalkRequest(root, threads, descriptors), kernel, accounts, entries, directories));
        Thread one = Thread.ofPlatform().start(() -> found.drainEntries(entries));
        Thread other = Thread.ofPlatform().start(() -> found.drainDirectories(directories));
        try {
            found.walk.run();
        } finally {
            one.join();
            other.join();
        }
        return found;
    }

    private void drainEntries(BatchQueue<EntryBatch> queue) {
        try {
            for (EntryBatch b = queue.next(0); b != null; b = queue.next(0)) {
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
                queue.recycle(b);
            }
        } catch (WalkAborted e) {
            entries.clear();
        }
    }

    private void drainDirectories(BatchQueue<DirectoryBatch> queue) {
        try {
            for (DirectoryBatch b = queue.next(0); b != null; b = queue.next(0)) {
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
                queue.recycle(b);
            }
        } catch (WalkAborted e) {
            directories.clear();
        }
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
