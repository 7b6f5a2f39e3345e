package io.tidemark.history.delta;

import io.tidemark.history.SampleSnapshot;
import io.tidemark.history.delta.DeltaSummary.Kinds;
import io.tidemark.history.server.ServerName;
import io.tidemark.history.snapshot.Snapshot;
import org.duckdb.DuckDBDriver;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Files in memory that can be changed and written as the entries of a snapshot.
final class RandomTree {

    private static final Instant START = Instant.parse("2026-06-01T00:00:00Z");
    private static final Amount NONE = new Amount(0, 0, 0);

    /// What was done.
    record Truth(Kinds kinds, long rewritten) {}

    private record Inode(long number, long birth, long size, long modified, String owner) {
        long allocated() {
            return (size + 4095) / 4096 * 4096;
        }

        Amount one() {
            return new Amount(1, size, allocated());
        }

        Inode sized(long other) {
            return new Inode(number, birth, other, modified + 1, owner);
        }

        Inode touched() {
            return new Inode(number, birth, size, modified + 1, owner);
        }
    }

    private final TreeMap<String, Inode> files = new TreeMap<>();
    private long nextInode = 1;
    private boolean lastNameCounts;
    private Set<String> unreadable = Set.of();

    static RandomTree of(Random random, int count) {
        RandomTree tree = new RandomTree();
        for (int i = 0; i < count; i++) {
            tree.files.put(tree.path(random), tree.inode(random));
        }
        for (int i = 0; i < count / 6; i++) {
            tree.files.put(tree.path(random), tree.any(random).getValue());
        }
        return tree;
    }

    RandomTree copy() {
        RandomTree copy = new RandomTree();
        copy.files.putAll(files);
        copy.nextInode = nextInode;
        return copy;
    }

    /// The same files; of the names of one inode the last counts its bytes, not the first.
    RandomTree withLinksCountedElsewhere() {
        RandomTree copy = copy();
        copy.lastNameCounts = true;
        return copy;
    }

    /// What a scan sees that cannot look into `folder`.
    RandomTree withoutSightOf(String folder) {
        RandomTree copy = copy();
        copy.files.keySet().removeIf(path -> path.startsWith(folder + "/"));
        copy.unreadable = Set.of(folder);
        return copy;
    }

    RandomTree withFolderRenamed(String from, String to) {
        RandomTree copy = copy();
        copy.files.clear();
        files.forEach((path, inode) ->
                copy.files.put(path.startsWith(from + "/") ? to + path.substring(from.length()) : path, inode));
        return copy;
    }

    long namesBelow(String folder) {
        return files.keySet().stream()
                .filter(path -> path.startsWith(folder + "/"))
                .count();
    }

    /// Changes files that have one name only, each in one way at most.
    Truth changeEachAtMostOnce(Random random) {
        Amount[] sums = {NONE, NONE, NONE, NONE, NONE, NONE, NONE};
        long rewritten = 0;
        for (Map.Entry<String, Inode> file : new ArrayList<>(files.entrySet())) {
            Inode inode = file.getValue();
            boolean single = files.values().stream().filter(inode::equals).count() == 1;
            switch (single ? random.nextInt(12) : 11) {
                case 0 -> {
                    files.remove(file.getKey());
                    sums[1] = sums[1].plus(inode.one());
                }
                case 1 -> {
                    Inode grown = inode.sized(inode.size() + 1 + random.nextInt(9000));
                    files.put(file.getKey(), grown);
                    sums[2] = sums[2].plus(grown.one().minus(inode.one())).plus(new Amount(1, 0, 0));
                    rewritten++;
                }
                case 2 -> {
                    Inode shrunk = inode.sized(random.nextLong(inode.size()));
                    files.put(file.getKey(), shrunk);
                    sums[3] = sums[3].plus(inode.one().minus(shrunk.one())).plus(new Amount(1, 0, 0));
                    rewritten++;
                }
                case 3 -> {
                    files.remove(file.getKey());
                    files.put(random.nextBoolean() ? freshPath(random) : beside(file.getKey()), inode);
                    sums[4] = sums[4].plus(inode.one());
                }
                case 4 -> {
                    Inode other = inode(random, inode.size());
                    files.put(file.getKey(), other);
                    sums[5] = sums[5].plus(other.one());
                    rewritten++;
                }
                case 5 -> {
                    files.put(file.getKey(), inode.touched());
                    sums[6] = sums[6].plus(new Amount(1, 0, 0));
                    rewritten++;
                }
                case 6 -> {
                    Inode created = inode(random);
                    files.put(freshPath(random), created);
                    sums[0] = sums[0].plus(created.one());
                }
                default -> {
                    // stays as it is
                }
            }
        }
        Kinds kinds = new Kinds(sums[0], sums[1], sums[2], sums[3], sums[4], sums[5], sums[6], NONE, NONE);
        return new Truth(kinds, rewritten);
    }

    /// One change of any kind to any file, also to one that was changed before or has several names.
    void changeAnything(Random random) {
        if (files.isEmpty()) {
            files.put(path(random), inode(random));
            return;
        }
        Map.Entry<String, Inode> file = any(random);
        Inode inode = file.getValue();
        switch (random.nextInt(7)) {
            case 0 -> files.remove(file.getKey());
            case 1 -> rewrite(inode, inode.sized(random.nextInt(20_000)));
            case 2 -> {
                files.remove(file.getKey());
                files.put(path(random), inode);
            }
            case 3 -> files.put(file.getKey(), inode(random));
            case 4 -> files.put(path(random), inode);
            case 5 -> files.put(path(random), inode(random));
            default -> rewrite(inode, inode.touched());
        }
    }

    Side write(Path folder) throws Exception {
        Path file = folder.resolve(SampleSnapshot.ENTRIES);
        Path folders = folder.resolve(SampleSnapshot.DIRECTORIES);
        try (Connection connection = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (SELECT d AS directory, n AS name, NULL::BLOB AS raw_name, 'x' AS extension,"
                    + " 'file' AS type, s::BIGINT AS size, a::BIGINT AS allocated, make_timestamptz(m) AS modified,"
                    + " make_timestamptz(m) AS accessed, make_timestamptz(m) AS changed,"
                    + " make_timestamptz(b) AS created, 0::BIGINT AS uid, 0::BIGINT AS gid, o AS owner,"
                    + " 'g' AS group_name, 33188::INTEGER AS mode, i::BIGINT AS inode, 1::BIGINT AS device,"
                    + " 1::BIGINT AS links, c AS counted FROM (VALUES " + rows()
                    + ") AS rows(d, n, s, a, m, b, o, i, c)"
                    + " WHERE i IS NOT NULL) TO '" + file + "' (FORMAT parquet)");
            statement.execute("COPY (SELECT p AS path, q AS parent, e AS error FROM (VALUES " + folderRows()
                    + ") AS rows(p, q, e)) TO '" + folders + "' (FORMAT parquet)");
        }
        return new Side(snapshot(), List.of(file), List.of(folders), Set.of(), null, 0);
    }

    private String folderRows() {
        Set<String> folders = new TreeSet<>(unreadable);
        for (String path : files.keySet()) {
            for (String up = above(path); !up.isEmpty(); up = above(up)) {
                folders.add(up);
            }
        }
        folders.add("/data");
        return folders.stream()
                .map(path -> "('%s', '%s', %s)"
                        .formatted(path, above(path), unreadable.contains(path) ? "'permission-denied'" : "NULL"))
                .collect(Collectors.joining(", "));
    }

    private static String above(String path) {
        return path.substring(0, path.lastIndexOf('/'));
    }

    private String rows() {
        Set<Inode> seen = new HashSet<>();
        List<String> paths = new ArrayList<>(files.keySet());
        if (lastNameCounts) {
            paths = paths.reversed();
        }
        String none = "('', '', 0, 0, 0::BIGINT, 0::BIGINT, '', NULL, true)";
        return Stream.concat(Stream.of(none), paths.stream().map(path -> row(path, seen)))
                .collect(Collectors.joining(", "));
    }

    private String row(String path, Set<Inode> seen) {
        Inode inode = Objects.requireNonNull(files.get(path));
        int slash = path.lastIndexOf('/');
        return "('%s', '%s', %d, %d, %d::BIGINT, %d::BIGINT, '%s', %d, %b)"
                .formatted(
                        path.substring(0, slash),
                        path.substring(slash + 1),
                        inode.size(),
                        inode.allocated(),
                        inode.modified(),
                        inode.birth(),
                        inode.owner(),
                        inode.number(),
                        seen.add(inode));
    }

    private Snapshot snapshot() {
        Set<Inode> inodes = new HashSet<>(files.values());
        return new Snapshot(
                SampleSnapshot.newId(),
                new ServerName("srv"),
                "/data",
                "/",
                START,
                START,
                START,
                1,
                files.size(),
                1,
                inodes.stream().mapToLong(Inode::size).sum(),
                inodes.stream().mapToLong(Inode::allocated).sum(),
                0,
                List.of());
    }

    private void rewrite(Inode before, Inode after) {
        files.replaceAll((path, inode) -> inode.equals(before) ? after : inode);
    }

    private Map.Entry<String, Inode> any(Random random) {
        List<Map.Entry<String, Inode>> all = new ArrayList<>(files.entrySet());
        return all.get(random.nextInt(all.size()));
    }

    private Inode inode(Random random) {
        return inode(random, 1 + random.nextInt(20_000));
    }

    private Inode inode(Random random, long size) {
        long number = nextInode++;
        return new Inode(
                number,
                1_000_000 + number,
                size,
                START.getEpochSecond() * 1_000_000 - random.nextLong(400L * 86_400_000_000L),
                "user" + random.nextInt(4));
    }

    private String path(Random random) {
        return "/data/d" + random.nextInt(5) + "/e" + random.nextInt(3) + "/f" + random.nextInt(200);
    }

    private String beside(String path) {
        return path.substring(0, path.lastIndexOf('/')) + "/fresh-" + nextInode++;
    }

    private String freshPath(Random random) {
        return "/data/d" + random.nextInt(5) + "/fresh-" + nextInode++;
    }
}
