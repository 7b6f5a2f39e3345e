package io.tidemark.history.offline;

import io.tidemark.history.content.Digests;
import io.tidemark.history.difference.Description;
import io.tidemark.history.ingest.ManifestReader;
import io.tidemark.history.ingest.ReceivedManifest;
import io.tidemark.history.offline.Form.Described;
import io.tidemark.history.offline.Ledger.Entry;
import io.tidemark.history.retention.Reduced;
import io.tidemark.history.snapshot.Detail;
import io.tidemark.history.snapshot.Part;
import io.tidemark.history.snapshot.Snapshot;
import io.tidemark.history.snapshot.SnapshotId;
import io.tidemark.history.snapshot.SnapshotLocation;
import io.tidemark.history.snapshot.SnapshotStore;
import io.tidemark.history.snapshot.StoredName;
import io.tidemark.history.snapshot.UnsoundFileException;
import io.tidemark.platform.client.Json;
import io.tidemark.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Holds every file of a store against its manifest, and all of it against the record where that is
/// there.
final class StoreCheck {

    /// What was looked at, and what is wrong: one line each, with the place first.
    ///
    /// @param unregistered sound snapshots, with the detail that their files tell, that the record does not know
    record Report(int snapshots, long files, long bytes, List<String> problems, List<Sealed> unregistered) {
        Report {
            problems = List.copyOf(problems);
            unregistered = List.copyOf(unregistered);
        }
    }

    /// A snapshot as its files tell it.
    record Sealed(Snapshot snapshot, ReceivedManifest manifest) {}

    private final SnapshotStore store;
    private final ManifestReader manifests;
    private final @Nullable Map<SnapshotId, Entry> record;
    private final List<String> problems = new ArrayList<>();
    private final List<Sealed> unregistered = new ArrayList<>();
    private long files;
    private long bytes;

    /// @param record null where there is none to compare with
    StoreCheck(SnapshotStore store, ManifestReader manifests, @Nullable Map<SnapshotId, Entry> record) {
        this.store = store;
        this.manifests = manifests;
        this.record = record;
    }

    /// @param strangers what lies in the store's folder and is no snapshot's
    Report run(List<String> strangers) throws IOException {
        strangers.forEach(place -> problems.add(place + ": it does not belong here"));
        List<SnapshotLocation> locations = store.sealed();
        for (SnapshotLocation location : locations) {
            check(location);
        }
        if (record != null) {
            record.values().stream()
                    .map(Entry::location)
                    .filter(location -> !locations.contains(location))
                    .map(SnapshotLocation::key)
                    .sorted()
                    .forEach(key -> problems.add(key + ": it is registered, and nothing is there"));
        }
        return new Report(locations.size(), files, bytes, problems, unregistered);
    }

    private void check(SnapshotLocation location) throws IOException {
        Set<StoredName> found = store.files(location).keySet();
        files += found.size() + 1;
        ReceivedManifest manifest = read(location, store.manifest(location).orElseThrow());
        if (manifest != null) {
            check(location, manifest, found);
        }
    }

    private void check(SnapshotLocation location, ReceivedManifest manifest, Set<StoredName> found) throws IOException {
        int before = problems.size();
        Entry entry = record == null ? null : record.get(location.id());
        Detail detail = entry != null && entry.underWay() ? entry.detail() : Reduced.detail(found);
        List<Part> kept = manifest.manifest().files().stream()
                .filter(part -> detail.has(part.kind()))
                .toList();
        Form form = form(location, kept, found);
        if (entry == null || !entry.underWay()) {
            surplus(location, found, form, detail);
        }
        compare(location, manifest, form, detail, entry);
        if (problems.size() == before && entry == null) {
            Snapshot whole = manifest.manifest().toSnapshot(registeredAt(manifest));
            unregistered.add(new Sealed(whole.as(detail, form.difference(detail), form.parts()), manifest));
        }
    }

    /// Reads all parts. A part that is there is taken as it is, one that is not is rebuilt where a
    /// difference is there.
    private Form form(SnapshotLocation location, List<Part> kept, Set<StoredName> found) throws IOException {
        List<Part> parts = new ArrayList<>();
        Described described = null;
        for (Part part : kept) {
            if (found.contains(StoredName.of(part.file())) || !found.contains(StoredName.DIFFERENCE)) {
                check(location, part);
                parts.add(part);
            } else {
                described = described == null ? describe(location) : described;
                parts.add(rebuild(location, part, described));
            }
        }
        return new Form(List.copyOf(parts), described);
    }

    private Described describe(SnapshotLocation location) throws IOException {
        byte[] content = Files.readAllBytes(store.file(location, StoredName.DIFFERENCE));
        Optional<Description> description = Description.read(Json.lenient(), content, location.id());
        if (description.isEmpty()) {
            problems.add(location.key() + "/" + StoredName.DIFFERENCE + ": it describes no difference");
        }
        return new Described(description, content);
    }

    /// The part as it is rebuilt; what makes it holds it against the checksum of its rows.
    private Part rebuild(SnapshotLocation location, Part part, Described described) throws IOException {
        String place = location.key() + "/" + part.file();
        boolean sameRows = described
                .description()
                .flatMap(one -> one.item(part.file()))
                .filter(item -> item.rows() == part.rows())
                .isPresent();
        if (!sameRows) {
            problems.add(place + ": its difference describes another part than the manifest");
            return part;
        }
        try {
            Path file = store.part(location, part.file());
            Part rebuilt = new Part(part.file(), part.kind(), part.rows(), Files.size(file), Digests.of(file));
            bytes += rebuilt.bytes();
            store.dropCopy(location, StoredName.of(part.file()));
            return rebuilt;
        } catch (NoSuchFileException | UnsoundFileException e) {
            problems.add(place + ": " + (e instanceof UnsoundFileException ? e.getMessage() : "it is missing"));
            return part;
        }
    }

    private @Nullable ReceivedManifest read(SnapshotLocation location, byte[] content) {
        bytes += content.length;
        try {
            ReceivedManifest read = manifests.read(location.id(), new ByteArrayInputStream(content));
            if (read.manifest().location().equals(location)) {
                return read;
            }
            problems.add(location.key() + "/manifest.json: it is that of "
                    + read.manifest().location().key());
        } catch (IOException | ProblemException | IllegalArgumentException e) {
            problems.add(location.key() + "/manifest.json: it is no manifest of this snapshot");
        }
        return null;
    }

    private void check(SnapshotLocation location, Part part) throws IOException {
        String place = location.key() + "/" + part.file();
        try {
            Path file = store.part(location, part.file());
            bytes += part.bytes();
            Digests.problem(file, part).ifPresent(problem -> problems.add(place + ": " + problem));
        } catch (NoSuchFileException e) {
            problems.add(place + ": it is missing");
        }
    }

    private void surplus(SnapshotLocation location, Set<StoredName> found, Form form, Detail detail) {
        Reduced.strangers(found, form.names(), detail)
                .forEach(file -> problems.add(location.key() + "/" + file + ": it does not belong here"));
    }

    private void compare(
            SnapshotLocation location, ReceivedManifest manifest, Form form, Detail detail, @Nullable Entry entry) {
        if (entry == null) {
            return;
        }
        if (!entry.manifest().equals(manifest.digest())) {
            problems.add(location.key() + "/manifest.json: it is not the one that was registered");
        }
        if (entry.detail() != detail) {
            problems.add(location.key() + ": its files tell of " + detail.word() + ", the record of "
                    + entry.detail().word());
        } else if (!form.isOf(entry)) {
            problems.add(location.key() + ": the record has other parts than the manifest");
        }
        if (!entry.underWay() && !Objects.equals(entry.difference(), form.digest())) {
            problems.add(location.key() + ": the record has it in another form");
        }
        if (entry.damaged()) {
            problems.add(location.key() + ": the record has it as damaged");
        }
    }

    /// The first moment at which it can have been.
    private static Instant registeredAt(ReceivedManifest manifest) {
        return manifest.manifest().finishedAt();
    }
}
