package io.tidemark.history.ingest;

import io.tidemark.history.SampleSnapshot;
import io.tidemark.history.content.Contents;
import io.tidemark.history.content.Known;
import io.tidemark.history.content.NothingDamaged;
import io.tidemark.history.content.Repair;
import io.tidemark.history.snapshot.PartName;
import io.tidemark.history.snapshot.Sha256;
import io.tidemark.history.snapshot.Snapshot;
import io.tidemark.history.snapshot.SnapshotId;
import io.tidemark.history.snapshot.SnapshotStore;
import io.tidemark.history.store.FolderSnapshotStore;
import io.tidemark.platform.client.Json;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The way in as a process that can be killed: it delivers all snapshots whose manifests lie in a
/// folder, each part in small pieces from where an earlier process stopped, and ends when all are
/// registered.
final class IngestProcess {

    private static final int PIECE = 1500;

    private final ManifestReader manifests = new ManifestReader(Json.lenient(), 1 << 20);
    private final Path source;
    private final Map<SnapshotId, byte[]> waiting = new HashMap<>();
    private final ResumableParts parts;
    private final SnapshotIngest ingest;

    private IngestProcess(Path source, SnapshotStore store, String url) throws Exception {
        this.source = source;
        Map<SnapshotId, Snapshot> known = new HashMap<>();
        try (Stream<Path> files = Files.list(source.resolve("manifests"))) {
            for (Path file : files.toList()) {
                byte[] bytes = Files.readAllBytes(file);
                SnapshotId id = SnapshotId.parse(file.getFileName().toString());
                waiting.put(id, bytes);
                known.put(
                        id,
                        manifests
                                .read(id, new ByteArrayInputStream(bytes))
                                .manifest()
                                .toSnapshot(Instant.EPOCH));
            }
        }
        IngestMeter meter = new CountingMeter();
        Admission admission = new Admission(store, meter, new Admission.Limits(1 << 20, 0, 4));
        InstantSource clock = InstantSource.system();
        Known trusted = new Known(Duration.ofMinutes(10), clock);
        Staging staging = new Staging(store.staging(), trusted);
        this.parts = new ResumableParts(staging, admission, meter, clock);
        // What DuckDB reads leaves no trace; without it a process lives long enough within its short life.
        JdbcRegister register = new JdbcRegister(url, known);
        NothingDamaged nothing = new NothingDamaged();
        Contents contents = new Contents(store, register, nothing, nothing, trusted, clock);
        this.ingest = new SnapshotIngest(
                store,
                register,
                manifests,
                staging,
                new FileCheck(trusted)::check,
                new Repair(store, register, contents),
                meter,
                clock,
                admission);
    }

    /// @param args source folder, store folder, address of the database
    public static void main(String[] args) throws Exception {
        IngestProcess process = new IngestProcess(Path.of(args[0]), new FolderSnapshotStore(Path.of(args[1])), args[2]);
        System.out.println("ready");
        process.deliverAll();
    }

    private void deliverAll() throws IOException {
        List<SnapshotId> order = new ArrayList<>(waiting.keySet());
        Collections.shuffle(order);
        for (SnapshotId id : order) {
            Upload upload = new Upload(id, Optional.empty());
            byte[] manifest = Optional.ofNullable(waiting.get(id)).orElseThrow();
            send(upload, SampleSnapshot.ENTRIES);
            send(upload, SampleSnapshot.DIRECTORIES);
            ingest.seal(upload, ingest.receive(upload, new ByteArrayInputStream(manifest)));
        }
    }

    private void send(Upload upload, String file) throws IOException {
        byte[] content = Files.readAllBytes(source.resolve(file));
        PartName name = new PartName(file);
        Optional<Progress> before = parts.progress(upload, name);
        Progress progress = before.isPresent()
                ? before.get()
                : parts.create(upload, name, Sha256.of(content), content.length, piece(content, 0));
        while (!progress.complete()) {
            progress = parts.append(upload, name, progress.offset(), piece(content, (int) progress.offset()));
        }
    }

    private static Piece piece(byte[] content, int from) {
        int to = Math.min(content.length, from + PIECE);
        return new Piece(
                new ByteArrayInputStream(Arrays.copyOfRange(content, from, to)),
                Optional.empty(),
                to == content.length);
    }
}
