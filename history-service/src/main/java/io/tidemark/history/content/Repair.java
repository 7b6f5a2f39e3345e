package io.tidemark.history.content;

import io.tidemark.history.snapshot.Part;
import io.tidemark.history.snapshot.Snapshot;
import io.tidemark.history.snapshot.SnapshotRegister;
import io.tidemark.history.snapshot.SnapshotRegister.Registered;
import io.tidemark.history.snapshot.SnapshotStore;
import io.tidemark.history.snapshot.StoredName;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Gives damaged snapshots back what they lost, from equal content that somebody sent again. Calls block.
public final class Repair {

    private final SnapshotStore store;
    private final SnapshotRegister register;
    private final Contents contents;

    public Repair(SnapshotStore store, SnapshotRegister register, Contents contents) {
        this.store = store;
        this.register = register;
        this.contents = contents;
    }

    /// Puts each damaged file in place again, then reads all of the snapshot.
    ///
    /// @param folder has all parts, which were held against the manifest
    /// @param manifest whose digest is the registered one
    /// @param sealed the parts that it names
    public void from(Path folder, byte[] manifest, List<Part> sealed, Registered registered) throws IOException {
        Snapshot snapshot = registered.snapshot();
        Set<String> damaged = contents.inspect(registered, Pace.FREE).stream()
                .map(Damage::file)
                .collect(Collectors.toSet());
        if (damaged.contains(StoredName.MANIFEST)) {
            store.reseal(snapshot.location(), manifest);
        }
        if (snapshot.difference() == null) {
            putBack(folder, snapshot, damaged);
        } else if (!damaged.isEmpty()) {
            makeWhole(folder, snapshot, sealed);
        }
        contents.inspect(register.find(snapshot.id()).orElse(registered), Pace.FREE);
    }

    private void putBack(Path folder, Snapshot snapshot, Set<String> damaged) throws IOException {
        for (Part part : snapshot.parts()) {
            StoredName name = StoredName.of(part.file());
            if (damaged.contains(name.value())) {
                store.put(snapshot.location(), name, folder.resolve(name.value()));
            }
        }
    }

    /// What was kept as a difference is kept as it was sealed from now on; parts that are there win
    /// over differences.
    private void makeWhole(Path folder, Snapshot snapshot, List<Part> sealed) throws IOException {
        List<Part> left = sealed.stream()
                .filter(part -> snapshot.detail().has(part.kind()))
                .toList();
        for (Part part : left) {
            StoredName name = StoredName.of(part.file());
            store.put(snapshot.location(), name, folder.resolve(name.value()));
        }
        register.restate(snapshot.id(), null, left);
        for (StoredName name : store.files(snapshot.location()).keySet()) {
            if (name.isOfDifference()) {
                store.delete(snapshot.location(), name);
            }
        }
    }
}
