package io.tidemark.history.delta;

import io.tidemark.history.snapshot.LockedDatabase;
import io.tidemark.history.snapshot.SnapshotId;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Finds single names in the files of many snapshots. What is asked for by path is read from the few row
/// groups whose
/// statistics can hold that path; what is asked for by inode takes one column of one snapshot.
final class Lookup implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofSeconds(60);

    private static final String ENTRIES =
            "CASE WHEN directory = '/' THEN '/' || name ELSE directory || '/' || name END,"
                    + " type, inode, created, size, allocated, modified, owner, mode";
    private static final String FOLDERS =
            "path, 'directory', inode, NULL::TIMESTAMPTZ, total_size, total_allocated, modified, owner, mode";

    private record Found(String file, Sight sight) {}

    private final LockedDatabase database;

    Lookup(Collection<Side> sides) throws SQLException {
        List<Path> folders = sides.stream()
                .flatMap(side -> all(side).stream())
                .map(file -> file.resolve("..").normalize())
                .distinct()
                .toList();
        database = LockedDatabase.open(folders, new LockedDatabase.Means(2, "256MB", null, LONGEST));
    }

    /// What stands at `path` in each of the snapshots; those that do not have it are left out.
    Map<SnapshotId, Sight> at(String path, Collection<Side> sides) throws SQLException {
        int slash = path.lastIndexOf('/');
        String directory = slash == 0 ? "/" : path.substring(0, slash);
        String entries = "directory = " + LockedDatabase.quote(directory) + " AND name = "
                + LockedDatabase.quote(path.substring(slash + 1));
        String folders = "path = " + LockedDatabase.quote(path);
        Map<String, SnapshotId> owners = new HashMap<>();
        sides.forEach(side -> all(side)
                .forEach(file -> owners.put(file.toString(), side.snapshot().id())));
        Map<SnapshotId, Sight> found = new HashMap<>();
        for (Found one : find(sides, entries, folders)) {
            SnapshotId owner = owners.get(one.file());
            if (owner != null) {
                found.put(owner, one.sight());
            }
        }
        return found;
    }

    /// All names of the same thing in one snapshot, by path.
    List<Sight> names(Sight sight, Side side) throws SQLException {
        if (sight.inode() == null) {
            return List.of();
        }
        String inode = "inode = " + sight.inode();
        return find(List.of(side), sight.isDirectory() ? "false" : inode, sight.isDirectory() ? inode : "false")
                .stream()
                .map(Found::sight)
                .filter(sight::isSame)
                .sorted(java.util.Comparator.comparing(Sight::path))
                .toList();
    }

    /// Whether the scan could not look into the folder that holds `path`, or into one above it.
    boolean isBlind(String path, Side side) throws SQLException {
        List<String> above = new ArrayList<>();
        for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
            above.add(LockedDatabase.quote(path.substring(0, slash)));
        }
        above.add("'/'");
        return database.row(
                "SELECT count(*) FROM read_parquet(" + list(side.folders()) + ") WHERE error IS NOT NULL AND path IN ("
                        + String.join(", ", above) + ")",
                row -> row.getLong(1) > 0);
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }

    private List<Found> find(Collection<Side> sides, String entries, String folders) throws SQLException {
        List<Path> entryFiles =
                sides.stream().flatMap(side -> side.entries().stream()).toList();
        List<Path> folderFiles =
                sides.stream().flatMap(side -> side.folders().stream()).toList();
        return database.list(
                "SELECT filename, " + ENTRIES + " FROM read_parquet(" + list(entryFiles) + ", filename = true) WHERE "
                        + entries + " UNION ALL SELECT filename, " + FOLDERS + " FROM read_parquet("
                        + list(folderFiles) + ", filename = true) WHERE " + folders,
                Lookup::found);
    }

    private static Found found(ResultSet row) throws SQLException {
        Sight sight = new Sight(
                row.getString(2),
                row.getString(3),
                row.getObject(4, Long.class),
                time(row, 5),
                row.getLong(6),
                row.getObject(7, Long.class),
                time(row, 8),
                row.getString(9),
                row.getObject(10, Integer.class));
        return new Found(row.getString(1), sight);
    }

    private static @Nullable Instant time(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static List<Path> all(Side side) {
        List<Path> all = new ArrayList<>(side.entries());
        all.addAll(side.folders());
        return all;
    }

    private static String list(List<Path> files) {
        return files.stream()
                .map(file -> LockedDatabase.quote(file.toString()))
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
