package io.tidemark.history.retention;

import io.tidemark.history.snapshot.SnapshotLocation;
import io.tidemark.history.snapshot.SnapshotStore;
import io.tidemark.history.snapshot.StoredName;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// A store whose service dies before and after its changes.
final class FragileStore implements SnapshotStore {

    private final SnapshotStore store;
    private final Faults faults;

    FragileStore(SnapshotStore store, Faults faults) {
        this.store = store;
        this.faults = faults;
    }

    @Override
    public void put(SnapshotLocation location, StoredName name, Path content) throws IOException {
        faults.here();
        store.put(location, name, content);
        faults.here();
    }

    @Override
    public void delete(SnapshotLocation location, StoredName name) throws IOException {
        faults.here();
        store.delete(location, name);
        faults.here();
    }

    @Override
    public void remove(SnapshotLocation location) throws IOException {
        faults.here();
        store.remove(location);
        faults.here();
    }

    @Override
    public Path staging() {
        return store.staging();
    }

    @Override
    public void seal(SnapshotLocation location, Path upload, byte[] manifest) throws IOException {
        store.seal(location, upload, manifest);
    }

    @Override
    public Optional<byte[]> manifest(SnapshotLocation location) throws IOException {
        return store.manifest(location);
    }

    @Override
    public Path file(SnapshotLocation location, StoredName name) throws IOException {
        return store.file(location, name);
    }

    @Override
    public SortedMap<StoredName, Long> files(SnapshotLocation location) throws IOException {
        return store.files(location);
    }

    @Override
    public boolean dropCopy(SnapshotLocation location, StoredName name) throws IOException {
        return store.dropCopy(location, name);
    }

    @Override
    public void quarantine(SnapshotLocation location, StoredName name) throws IOException {
        store.quarantine(location, name);
    }

    @Override
    public void reseal(SnapshotLocation location, byte[] manifest) throws IOException {
        store.reseal(location, manifest);
    }

    @Override
    public List<SnapshotLocation> sealed() throws IOException {
        return store.sealed();
    }

    @Override
    public int removeLeftovers(Instant before) throws IOException {
        return store.removeLeftovers(before);
    }

    @Override
    public long freeBytes() throws IOException {
        return store.freeBytes();
    }

    @Override
    public void checkWritable() throws IOException {
        store.checkWritable();
    }
}
