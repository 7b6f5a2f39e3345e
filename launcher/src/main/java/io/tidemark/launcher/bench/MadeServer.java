package io.tidemark.launcher.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/// One server of a made fleet: its entries, its directories with their roll-ups, and a manifest that agrees with them.
final class MadeServer {
    static final String ENTRIES = "entries-00000.parquet";
    static final String DIRECTORIES = "directories-00000.parquet";
    static final String MANIFEST = "manifest.json";
    static final String ROOT = "/srv";
    private static final Instant STARTED = Instant.parse("2026-11-20T00:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FleetSql sql;
    private final String name;
    private final int number;
    private final long entries;

    MadeServer(FleetSql sql, String name, int number, long entries) {
        this.sql = sql;
        this.name = name;
        this.number = number;
        this.entries = entries;
    }

    void make(Path folder) throws IOException {
        sql.run("SET VARIABLE server = " + number);
        sql.run("SET VARIABLE entries = " + entries);
        sql.runScript("made-server.sql");
        sql.write("entries", folder.resolve(ENTRIES));
        sql.write("directories", folder.resolve(DIRECTORIES));
        Files.writeString(folder.resolve(MANIFEST), manifest(folder).toString());
    }

    private ObjectNode manifest(Path folder) throws IOException {
        List<Long> counts = sql.numbers("SELECT count(*), count(*) FILTER (type = 'file'),"
                + " count(*) FILTER (type = 'symlink'), sum(size) FILTER (counted), sum(allocated) FILTER (counted)"
                + " FROM entries");
        List<Long> folders = sql.numbers("SELECT count(*), sum(own_size), sum(own_allocated) FROM directories");
        ObjectNode manifest = JSON.createObjectNode()
                .put("formatVersion", 1)
                .put("snapshotId", id().toString())
                .put("server", name)
                .put("root", ROOT)
                .put("startedAt", STARTED.toString())
                .put("finishedAt", STARTED.plusSeconds(60).toString())
                .put("coverage", 1.0)
                .put("agentVersion", "made");
        manifest.putObject("volume").put("mountPoint", ROOT).putNull("end");
        manifest.putArray("errors");
        manifest.putObject("lastAccess").put("trusted", number % 4 != 0).put("reason", "made");
        manifest.putObject("counts")
                .put("entries", counts.get(0))
                .put("directories", folders.get(0))
                .put("files", counts.get(1))
                .put("symlinks", counts.get(2))
                .put("others", counts.get(0) - counts.get(1) - counts.get(2))
                .put("sizeBytes", counts.get(3))
                .put("allocatedBytes", counts.get(4))
                .put("directoryBytes", folders.get(1))
                .put("directoryAllocatedBytes", folders.get(2));
        manifest.putArray("files")
                .add(part(folder.resolve(ENTRIES), "entries", counts.get(0)))
                .add(part(folder.resolve(DIRECTORIES), "directories", folders.get(0)));
        return manifest;
    }

    /// A UUID of version 7 of the scan's start.
    private UUID id() {
        long moment = STARTED.toEpochMilli() << 16 | 0x7000;
        return new UUID(moment, Long.MIN_VALUE | number + 1);
    }

    private static ObjectNode part(Path file, String kind, long rows) throws IOException {
        return JSON.createObjectNode()
                .put("file", String.valueOf(file.getFileName()))
                .put("kind", kind)
                .put("rows", rows)
                .put("bytes", Files.size(file))
                .put("sha256", HexFormat.of().formatHex(sha256(file)).toLowerCase(Locale.ROOT));
    }

    static byte[] sha256(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(java.io.OutputStream.nullOutputStream());
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
