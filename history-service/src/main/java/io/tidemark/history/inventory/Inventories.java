package io.tidemark.history.inventory;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.history.ingest.IngestProblem;
import io.tidemark.history.ingest.ManifestReader;
import io.tidemark.history.ingest.SnapshotIngest;
import io.tidemark.history.ingest.Upload;
import io.tidemark.history.snapshot.Column;
import io.tidemark.history.snapshot.LockedDatabase;
import io.tidemark.history.snapshot.PartName;
import io.tidemark.history.snapshot.Sha256;
import io.tidemark.history.snapshot.Snapshot;
import io.tidemark.history.snapshot.SnapshotId;
import io.tidemark.history.snapshot.SnapshotRegister;
import io.tidemark.history.snapshot.SnapshotRegister.Registered;
import io.tidemark.history.snapshot.SnapshotStore;
import io.tidemark.platform.problem.ProblemException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/// Makes snapshots of inventories that other tools wrote. Calls block.
public final class Inventories {

    private static final Duration SHORTLY = Duration.ofSeconds(30);
    private static final Duration LATER = Duration.ofMinutes(5);
    private static final int BUFFER = 1 << 17;

    /// @param maxBytes of an inventory as it is sent
    /// @param maxUnpackedBytes of an inventory once it is unpacked
    /// @param maxRows files and folders of one inventory
    /// @param concurrent imports at the same time
    /// @param memory of one import, in DuckDB's words
    /// @param timeout of each of its steps
    /// @param keepFreeBytes what an import must leave free
    public record Limits(
            long maxBytes,
            long maxUnpackedBytes,
            long maxRows,
            int concurrent,
            String memory,
            Duration timeout,
            long keepFreeBytes) {
        public Limits {
            if (maxBytes < 1 || maxUnpackedBytes < 1 || maxRows < 1 || concurrent < 1) {
                throw new IllegalArgumentException(
                        "history.imports: max-bytes, max-unpacked-bytes, max-rows and concurrent are at least 1");
            }
        }
    }

    /// @param created false when the very inventory was imported before
    /// @param columns which column was taken for what, where the inventory is a table and was read now
    public record Outcome(boolean created, Snapshot snapshot, Map<String, String> columns) {}

    private final SnapshotStore store;
    private final SnapshotRegister register;
    private final SnapshotIngest ingest;
    private final ManifestReader manifests;
    private final ObjectMapper json;
    private final Limits limits;
    private final Semaphore places;

    public Inventories(
            SnapshotStore store,
            SnapshotRegister register,
            SnapshotIngest ingest,
            ManifestReader manifests,
            ObjectMapper json,
            Limits limits) {
        this.store = store;
        this.register = register;
        this.ingest = ingest;
        this.manifests = manifests;
        this.json = json;
        this.limits = limits;
        this.places = new Semaphore(limits.concurrent());
    }

    /// Reads an inventory and registers what it lists as a snapshot, or nothing of it.
    ///
    /// @throws ProblemException 422 where it cannot be read, with the line, 413 where it is too large,
    /// 503 where too
    /// many are imported
    public Outcome take(Order order, InputStream body) throws IOException {
        if (!places.tryAcquire()) {
            throw new ProblemException(InventoryProblem.INVENTORY_BUSY, "Come again when another import is done")
                    .retryAfter(SHORTLY);
        }
        Path work = store.staging().resolve(".import-" + UUID.randomUUID());
        try {
            Files.createDirectories(work);
            Path file = work.resolve("inventory");
            SnapshotId id = order.id(receive(body, file));
            Optional<Registered> known = register.find(id);
            return known.isPresent()
                    ? new Outcome(false, known.get().snapshot(), Map.of())
                    : make(order, id, file, work);
        } finally {
            remove(work);
            places.release();
        }
    }

    private Sha256 receive(InputStream body, Path file) throws IOException {
        MessageDigest digest = Sha256.newDigest();
        long total = 0;
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] buffer = new byte[BUFFER];
            for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
                total += n;
                requireRoom(total);
                digest.update(buffer, 0, n);
                out.write(buffer, 0, n);
            }
        }
        return Sha256.of(digest);
    }

    private void requireRoom(long bytes) throws IOException {
        if (bytes > limits.maxBytes()) {
            throw new ProblemException(
                    InventoryProblem.INVENTORY_TOO_LARGE,
                    "An inventory must have at most " + limits.maxBytes() + " bytes");
        }
        if (store.freeBytes() <= limits.keepFreeBytes()) {
            throw new ProblemException(IngestProblem.STORE_FULL, "There is not enough free space for the import")
                    .retryAfter(LATER);
        }
    }

    private Outcome make(Order order, SnapshotId id, Path file, Path work) throws IOException {
        LockedDatabase.Means means =
                new LockedDatabase.Means(2, limits.memory(), work.resolve("spill"), limits.timeout());
        try (LockedDatabase database = LockedDatabase.open(List.of(work), means)) {
            Map<String, String> columns;
            Set<Column> lacking;
            MadeManifest manifest = new MadeManifest(order, id, json);
            try (InventoryTable table = new InventoryTable(database, limits.maxRows())) {
                columns = new Reading(order, database, limits, table).read(file);
                lacking = table.lacking();
            }
            manifest.lacking(lacking);
            new Tables(database, order.root()).write(work, lacking, manifest);
            SnapshotIngest.Outcome outcome = register(id, work, manifest);
            return new Outcome(outcome.created(), outcome.snapshot(), columns);
        } catch (Unreadable e) {
            throw new ProblemException(
                    InventoryProblem.INVENTORY_UNREADABLE, order.format().word() + ", " + e.getMessage(), e);
        } catch (SQLException e) {
            throw failure(order, e);
        }
    }

    private SnapshotIngest.Outcome register(SnapshotId id, Path work, MadeManifest manifest) throws IOException {
        Upload upload = new Upload(id, Optional.empty());
        for (String name : List.of(Tables.ENTRIES, Tables.DIRECTORIES)) {
            Path part = work.resolve(name);
            Sha256 digest = digest(part);
            manifest.part(name, Files.size(part), digest);
            try (InputStream content = Files.newInputStream(part)) {
                ingest.part(upload, new PartName(name), content, Files.size(part), digest);
            }
        }
        return ingest.seal(upload, manifests.read(id, new ByteArrayInputStream(manifest.bytes())));
    }

    private static Sha256 digest(Path file) throws IOException {
        MessageDigest digest = Sha256.newDigest();
        try (InputStream content = Files.newInputStream(file)) {
            byte[] buffer = new byte[BUFFER];
            for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return Sha256.of(digest);
    }

    private static ProblemException failure(Order order, SQLException e) {
        if (LockedDatabase.isOutOfMeans(e)) {
            return new ProblemException(
                    InventoryProblem.INVENTORY_TOO_LARGE,
                    "It needs more than history.imports.memory or its timeout",
                    e);
        }
        return new ProblemException(
                InventoryProblem.INVENTORY_UNREADABLE,
                order.format().word() + ": it cannot be read from one end to the other",
                e);
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path one : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(one);
            }
        }
    }
}
