package io.tidemark.analytics.testing;

import io.tidemark.analytics.source.Part;
import io.tidemark.analytics.source.PartKind;
import io.tidemark.analytics.source.Snapshot;
import org.duckdb.DuckDBDriver;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.UUID;

/// Makes real snapshots: Parquet files as the format defines them, with roll-ups worked out from the
/// entries.
public final class SnapshotBuilder {
    private final String server;
    private final String root;
    private final List<MadeEntry> entries = new ArrayList<>();
    private final Map<String, String> directories = new TreeMap<>();
    private Instant startedAt = Instant.parse("2026-11-20T00:00:00Z");

    private boolean trustsLastAccess = true;
    private String volume = """
            "volume":{"mountPoint":"/","end":{"usedBytes":1000000}}""";
    private List<String> lacking = List.of("created");
    private UUID id = UUID.randomUUID();

    private SnapshotBuilder(String server, String root) {
        this.server = server;
        this.root = root;
        directories.put(root, "");
    }

    public static SnapshotBuilder of(String server, String root) {
        return new SnapshotBuilder(server, root);
    }

    public SnapshotBuilder startedAt(Instant at) {
        startedAt = at;
        return this;
    }

    public SnapshotBuilder id(UUID given) {
        id = given;
        return this;
    }

    public SnapshotBuilder file(String path, long size) {
        return with(MadeEntry.file(path, size));
    }

    public SnapshotBuilder with(MadeEntry entry) {
        entries.add(entry);
        return directory(entry.directory(), null);
    }

    /// Adds a directory and those above it.
    ///
    /// @param error why it could not be read; null where it was
    public SnapshotBuilder directory(String path, @Nullable String error) {
        for (String at = path; !at.equals(root); at = parent(at)) {
            directories.merge(
                    at, error == null || !at.equals(path) ? "" : error, (old, now) -> now.isEmpty() ? old : now);
        }
        return this;
    }

    /// Writes the parts into a new folder below the given one.
    public MadeSnapshot build(Path below) {
        try {
            Path folder = Files.createDirectories(below.resolve(id.toString()));
            write(folder);
            List<Part> parts = List.of(
                    part(folder, PartKind.ENTRIES, entries.size()),
                    part(folder, PartKind.DIRECTORIES, directories.size()));
            Snapshot snapshot =
                    new Snapshot(id, server, root, startedAt, startedAt.plus(Duration.ofMinutes(10)), 0.5, 3, parts);
            return new MadeSnapshot(snapshot, folder, manifest(id));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Whether its times of last access can be trusted; they can where this is not called.
    public SnapshotBuilder lastAccess(boolean trusted) {
        trustsLastAccess = trusted;
        return this;
    }

    /// What the manifest says of the volume: fields of its object, as JSON.
    public SnapshotBuilder volume(String fields) {
        volume = fields;
        return this;
    }

    /// What is null in every row; the rows are made all the same.
    public SnapshotBuilder lacking(String... columns) {
        lacking = List.of(columns);
        return this;
    }

    private String manifest(UUID id) {
        return """
                {"snapshotId":"%s","lastAccess":{"trusted":%s,"reason":"made"},"lacking":["%s"],%s,
                 "counts":{"allocatedBytes":%d,"directoryAllocatedBytes":%d},
                 "errors":[{"kind":"permission-denied","count":3,"examples":[{"path":"/x","message":"cannot open directory"}]}]}""".formatted(
                        id,
                        trustsLastAccess,
                        String.join("\",\"", lacking),
                        volume,
                        sum(entries, true),
                        4096L * directories.size());
    }

    private void write(Path folder) throws SQLException {
        try (Connection database = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
                Statement statement = database.createStatement()) {
            statement.execute("""
                    CREATE TABLE entries (directory VARCHAR, name VARCHAR, raw_name BLOB, extension VARCHAR, type VARCHAR,
                      size BIGINT, allocated BIGINT, modified TIMESTAMPTZ, accessed TIMESTAMPTZ, changed TIMESTAMPTZ,
                      created TIMESTAMPTZ, uid BIGINT, gid BIGINT, owner VARCHAR, group_name VARCHAR, mode INTEGER,
                      inode BIGINT, device BIGINT, links BIGINT, counted BOOLEAN)""");
            statement.execute("""
                    CREATE TABLE directories (path VARCHAR, parent VARCHAR, depth INTEGER, files BIGINT, directories BIGINT,
                      size BIGINT, allocated BIGINT, total_files BIGINT, total_directories BIGINT, total_size BIGINT,
                      total_allocated BIGINT, newest_modified TIMESTAMPTZ, newest_accessed TIMESTAMPTZ,
                      modified TIMESTAMPTZ, uid BIGINT, gid BIGINT, owner VARCHAR, group_name VARCHAR, mode INTEGER,
                      inode BIGINT, device BIGINT, error VARCHAR, own_size BIGINT, own_allocated BIGINT)""");
            writeEntries(database);
            writeDirectories(database);
            copy(statement, "entries", "directory, name", folder);
            copy(statement, "directories", "path", folder);
        }
    }

    private static void copy(Statement statement, String table, String order, Path folder) throws SQLException {
        statement.execute("COPY (FROM %s ORDER BY %s) TO '%s/%s-00000.parquet' (FORMAT parquet, COMPRESSION zstd)"
                .formatted(table, order, folder.toString().replace("'", "''"), table));
    }

    private void writeEntries(Connection database) throws SQLException {
        try (PreparedStatement insert = database.prepareStatement("""
                INSERT INTO entries VALUES (?, ?, unhex(?), ?, ?, ?, ?, make_timestamptz(?), make_timestamptz(?),
                  make_timestamptz(?), NULL, ?, 100, ?, 'staff', ?, ?, 1, ?, ?)""")) {
            for (MadeEntry entry : entries) {
                long micros = micros(entry.modified());
                bind(
                        insert,
                        entry.directory(),
                        entry.name(),
                        entry.rawName(),
                        entry.extension(),
                        entry.type(),
                        entry.size(),
                        entry.allocated(),
                        micros,
                        micros(entry.accessed()),
                        micros,
                        entry.uid(),
                        entry.owner(),
                        entry.mode(),
                        entry.inode(),
                        entry.links(),
                        entry.counted());
                insert.execute();
            }
        }
    }

    private void writeDirectories(Connection database) throws SQLException {
        try (PreparedStatement insert = database.prepareStatement("""
                INSERT INTO directories VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, make_timestamptz(?), make_timestamptz(?),
                  make_timestamptz(?), 0, 0, 'root', 'root', 16877, 0, 1, ?, 4096, 4096)""")) {
            for (String path : directories.keySet()) {
                bindDirectory(insert, path);
                insert.execute();
            }
        }
    }

    private void bindDirectory(PreparedStatement insert, String path) throws SQLException {
        List<MadeEntry> inside =
                entries.stream().filter(e -> e.directory().equals(path)).toList();
        List<MadeEntry> below =
                entries.stream().filter(e -> isBelow(e.path(), path)).toList();
        long folders = directories.keySet().stream()
                .filter(d -> !d.equals(root) && parent(d).equals(path))
                .count();
        long allFolders =
                directories.keySet().stream().filter(d -> isBelow(d, path)).count();
        String error = directories.get(path);
        Long newest =
                below.stream().map(e -> micros(e.modified())).max(Long::compare).orElse(null);
        bind(
                insert,
                path,
                path.equals(root) ? null : parent(path),
                depth(path),
                (long) inside.size(),
                folders,
                sum(inside, false),
                sum(inside, true),
                (long) below.size(),
                allFolders,
                sum(below, false),
                sum(below, true),
                newest,
                newest,
                micros(MadeEntry.MODIFIED),
                error == null || error.isEmpty() ? null : error);
    }

    private int depth(String path) {
        int depth = 0;
        for (String at = path; !at.equals(root); at = parent(at)) {
            depth++;
        }
        return depth;
    }

    private static long sum(List<MadeEntry> some, boolean allocated) {
        return some.stream()
                .filter(MadeEntry::counted)
                .mapToLong(e -> allocated ? e.allocated() : e.size())
                .sum();
    }

    private static boolean isBelow(String path, String folder) {
        return !path.equals(folder) && path.startsWith(folder.endsWith("/") ? folder : folder + "/");
    }

    private static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash <= 0 ? "/" : path.substring(0, slash);
    }

    private static void bind(PreparedStatement insert, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            insert.setObject(i + 1, values[i]);
        }
    }

    private static long micros(Instant at) {
        return at.getEpochSecond() * 1_000_000 + at.getNano() / 1000;
    }

    private static Part part(Path folder, PartKind kind, long rows) throws IOException {
        Path file = folder.resolve(kind.name().toLowerCase(Locale.ROOT) + "-00000.parquet");
        return new Part(file.getFileName().toString(), kind, rows, Files.size(file), sha256(Files.readAllBytes(file)));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
