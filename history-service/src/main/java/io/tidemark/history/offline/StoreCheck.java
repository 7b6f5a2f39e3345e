package io.tidemark.history.offline;

import io.tidemark.history.content.Digests;
import io.tidemark.history.ingest.ManifestReader;
import io.tidemark.history.ingest.ReceivedManifest;
import io.tidemark.history.offline.Ledger.Entry;
import io.tidemark.history.retention.Reduced;
import io.tidemark.history.snapshot.Detail;
import io.tidemark.history.snapshot.Part;
import io.tidemark.history.snapshot.Snapshot;
import io.tidemark.history.snapshot.SnapshotId;
import io.tidemark.history.snapshot.SnapshotLocation;
import io.tidemark.history.snapshot.SnapshotStore;
import io.tidemark.history.snapshot.StoredName;
import io.tidemark.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Holds every file of a store against its manifest, and all of it against the record where that is there.
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
        for (Part part : kept) {
            check(location, part);
        }
        if (entry == null || !entry.underWay()) {
            surplus(location, found, kept, detail);
        }
        compare(location, manifest, kept, detail, entry);
        if (problems.size() == before && entry == null) {
            unregistered.add(new Sealed(snapshot(manifest, kept, detail), manifest));
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

    private void surplus(SnapshotLocation location, Set<StoredName> found, List<Part> kept, Detail detail) {
        List<StoredName> named =
                kept.stream().map(Part::file).map(StoredName::of).toList();
        Reduced.strangers(found, named, detail)
                .forEach(file -> problems.add(location.key() + "/" + file + ": it does not belong here"));
    }

    private void compare(
            SnapshotLocation location,
            ReceivedManifest manifest,
            List<Part> kept,
            Detail detail,
            @Nullable Entry entry) {
        if (entry == null) {
            return;
        }
        if (!entry.manifest().equals(manifest.digest())) {
            problems.add(location.key() + "/manifest.json: it is not the one that was registered");
        }
        if (entry.detail() != detail) {
            problems.add(location.key() + ": its files tell of " + detail.word() + ", the record of "
                    + entry.detail().word());
        } else if (!List.copyOf(entry.parts().values()).containsAll(kept)
                || entry.parts().size() != kept.size()) {
            problems.add(location.key() + ": the record has other parts than the manifest");
        }
        if (entry.damaged()) {
            problems.add(location.key() + ": the record has it as damaged");
        }
    }

    private static Snapshot snapshot(ReceivedManifest manifest, List<Part> kept, Detail detail) {
        Snapshot whole = manifest.manifest().toSnapshot(registeredAt(manifest));
        return new Snapshot(
                whole.id(),
                whole.server(),
                whole.root(),
                whole.volume(),
                whole.startedAt(),
                whole.finishedAt(),
                whole.registeredAt(),
                whole.coverage(),
                whole.entries(),
                whole.directories(),
                whole.sizeBytes(),
                whole.allocatedBytes(),
                whole.errors(),
                detail,
                false,
                kept);
    }

    /// The first moment at which it can have been.
    private static Instant registeredAt(ReceivedManifest manifest) {
        return manifest.manifest().finishedAt();
    }
}
