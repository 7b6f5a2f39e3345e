package io.tidemark.history;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.history.snapshot.Sha256;
import io.tidemark.history.snapshot.SnapshotId;
import org.duckdb.DuckDBDriver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Properties;
import java.util.UUID;

/// A small snapshot of format version 1 with real Parquet files and a manifest that tells the truth,
/// unless a test
/// changes one or the other: five entries (one of them a second name of an inode), two directories.
public final class SampleSnapshot {

    public static final String ENTRIES = "entries-00000.parquet";
    public static final String DIRECTORIES = "directories-00000.parquet";

    /// Rows as they are written to `entries-00000.parquet`.
    public static final String ENTRY_ROWS = """
            SELECT '/data' AS directory, n AS name, NULL::BLOB AS raw_name, 'txt' AS extension, t AS type,
                s::BIGINT AS size, a::BIGINT AS allocated, TIMESTAMPTZ '2026-01-02 03:04:05Z' AS modified,
                TIMESTAMPTZ '2026-01-02 03:04:05Z' AS accessed, TIMESTAMPTZ '2026-01-02 03:04:05Z' AS changed,
                NULL::TIMESTAMPTZ AS created, 0::BIGINT AS uid, 0::BIGINT AS gid, 'root' AS owner,
                'root' AS group_name, 33188::INTEGER AS mode, i::BIGINT AS inode, 1::BIGINT AS device,
                1::BIGINT AS links, c AS counted
            FROM (VALUES ('a.txt', 'file', 100, 4096, 11, true), ('b.txt', 'file', 5000, 8192, 12, true),
                ('b-again.txt', 'file', 5000, 8192, 12, false), ('link', 'symlink', 5, 0, 13, true),
                ('pipe', 'fifo', 0, 0, 14, true)) AS rows(n, t, s, a, i, c)
            """;

    static final String DIRECTORY_ROWS = """
            SELECT p AS path, q AS parent, d::INTEGER AS depth, f::BIGINT AS files, 0::BIGINT AS directories,
                z::BIGINT AS size, z::BIGINT AS allocated, f::BIGINT AS total_files, 1::BIGINT AS total_directories,
                z::BIGINT AS total_size, z::BIGINT AS total_allocated, NULL::TIMESTAMPTZ AS newest_modified,
                NULL::TIMESTAMPTZ AS newest_accessed, TIMESTAMPTZ '2026-01-02 03:04:05Z' AS modified,
                0::BIGINT AS uid, 0::BIGINT AS gid, 'root' AS owner, 'root' AS group_name, 16877::INTEGER AS mode,
                i::BIGINT AS inode, 1::BIGINT AS device, NULL::VARCHAR AS error, 4096::BIGINT AS own_size,
                4096::BIGINT AS own_allocated
            FROM (VALUES ('/data', NULL, 0, 5, 5105, 1), ('/data/empty', '/data', 1, 0, 0, 2)) AS rows(p, q, d, f, z, i)
            """;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final ObjectNode manifest;

    private SampleSnapshot(Path folder, ObjectNode manifest) {
        this.folder = folder;
        this.manifest = manifest;
    }

    /// Writes the parts into `folder`, which must be empty.
    public static SampleSnapshot in(Path folder, String server) {
        ObjectNode manifest = JSON.createObjectNode();
        manifest.put("formatVersion", 1).put("snapshotId", newId().toString()).put("server", server);
        manifest.put("root", "/data").put("agentVersion", "1.0.0").put("coverage", 1.0);
        manifest.putObject("volume")
                .put("mountPoint", "/")
                .put("device", "/dev/vda")
                .put("type", "ext4");
        manifest.put("startedAt", "2026-01-02T23:59:59.123456Z").put("finishedAt", "2026-01-03T00:00:09Z");
        manifest.putObject("counts")
                .put("entries", 5)
                .put("directories", 2)
                .put("files", 3)
                .put("symlinks", 1)
                .put("others", 1)
                .put("sizeBytes", 5105)
                .put("allocatedBytes", 12288)
                .put("directoryBytes", 8192)
                .put("directoryAllocatedBytes", 8192)
                .put("excluded", 1)
                .put("excludedBytes", 10)
                .put("excludedAllocatedBytes", 4096)
                .put("excludedUnknown", 0)
                .put("failed", 0);
        manifest.putObject("lastAccess").put("trusted", true).put("score", 0.9).put("reason", "relatime");
        manifest.putArray("mounts").addObject().put("path", "/data/other").put("leftOut", "other-filesystem");
        manifest.putObject("reconciliation").put("usedBytes", 20480).put("unexplainedBytes", 0);
        manifest.putArray("errors").addObject().put("kind", "vanished").put("count", 3);
        manifest.putArray("files");
        SampleSnapshot snapshot = new SampleSnapshot(folder, manifest);
        snapshot.writeEntries(ENTRY_ROWS, 5);
        snapshot.write(DIRECTORIES, DIRECTORY_ROWS);
        snapshot.describe(DIRECTORIES, "directories", 2);
        return snapshot;
    }

    /// A fresh UUID of version 7.
    public static SnapshotId newId() {
        long high = (System.currentTimeMillis() << 16) | 0x7000L | RANDOM.nextInt(0x1000);
        long low = (RANDOM.nextLong() >>> 2) | 0x8000000000000000L;
        return new SnapshotId(new UUID(high, low));
    }

    /// Writes `entries-00000.parquet` anew, described truthfully but for its figures.
    public void writeEntries(String query, long rows) {
        write(ENTRIES, query);
        describe(ENTRIES, "entries", rows);
    }

    /// Writes `directories-00000.parquet` anew with one text of its rows replaced.
    public void writeFolders(String text, String replacement) {
        write(DIRECTORIES, DIRECTORY_ROWS.replace(text, replacement));
        describe(DIRECTORIES, "directories", 2);
    }

    /// Brings size and digest in the manifest up to date with the file.
    public void describe(String file, String kind, long rows) {
        ArrayNode files = (ArrayNode) manifest.get("files");
        for (int i = files.size() - 1; i >= 0; i--) {
            if (files.get(i).get("file").asText().equals(file)) {
                files.remove(i);
            }
        }
        byte[] content = content(file);
        files.addObject()
                .put("file", file)
                .put("kind", kind)
                .put("rows", rows)
                .put("bytes", content.length)
                .put("sha256", Sha256.of(content).hex());
    }

    public SnapshotId id() {
        return SnapshotId.parse(manifest.get("snapshotId").asText());
    }

    public Path folder() {
        return folder;
    }

    /// To be changed by tests.
    public ObjectNode manifest() {
        return manifest;
    }

    public ObjectNode counts() {
        return (ObjectNode) manifest.get("counts");
    }

    public byte[] manifestBytes() {
        return manifest.toPrettyString().getBytes(StandardCharsets.UTF_8);
    }

    public byte[] content(String file) {
        try {
            return Files.readAllBytes(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void content(String file, byte[] content) {
        try {
            Files.write(folder.resolve(file), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A `Repr-Digest` field.
    public static String digestField(byte[] content) {
        byte[] digest = HexFormat.of().parseHex(Sha256.of(content).hex());
        return "sha-256=:" + Base64.getEncoder().encodeToString(digest) + ":";
    }

    private void write(String file, String query) {
        try (Connection connection = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "COPY (" + query + ") TO '" + folder.resolve(file) + "' (FORMAT parquet, COMPRESSION zstd)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
