package io.tidemark.history.content;

import io.tidemark.history.snapshot.Part;
import io.tidemark.history.snapshot.Snapshot;
import io.tidemark.history.snapshot.SnapshotRegister.Registered;
import io.tidemark.history.snapshot.SnapshotStore;
import io.tidemark.history.snapshot.StoredName;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;

/// Gives damaged snapshots back what they lost, from equal content that somebody sent again. Calls block.
public final class Repair {

    private final SnapshotStore store;
    private final Contents contents;

    public Repair(SnapshotStore store, Contents contents) {
        this.store = store;
        this.contents = contents;
    }

    /// Puts each damaged file in place again, then reads all of the snapshot.
    ///
    /// @param folder has all parts, which were held against the manifest
    /// @param manifest whose digest is the registered one
    public void from(Path folder, byte[] manifest, Registered registered) throws IOException {
        Snapshot snapshot = registered.snapshot();
        Set<String> damaged = contents.inspect(registered, Pace.FREE).stream()
                .map(Damage::file)
                .collect(Collectors.toSet());
        if (damaged.contains(StoredName.MANIFEST)) {
            store.reseal(snapshot.location(), manifest);
        }
        for (Part part : snapshot.parts()) {
            StoredName name = StoredName.of(part.file());
            if (damaged.contains(name.value())) {
                store.put(snapshot.location(), name, folder.resolve(name.value()));
            }
        }
        contents.inspect(registered, Pace.FREE);
    }
}
