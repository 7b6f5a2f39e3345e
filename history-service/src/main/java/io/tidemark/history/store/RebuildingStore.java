package io.tidemark.history.store;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.history.difference.Description;
import io.tidemark.history.difference.Description.Item;
import io.tidemark.history.difference.DifferenceEngine;
import io.tidemark.history.difference.Rebuilder;
import io.tidemark.history.snapshot.PartName;
import io.tidemark.history.snapshot.SnapshotLocation;
import io.tidemark.history.snapshot.SnapshotStore;
import io.tidemark.history.snapshot.StoredName;
import io.tidemark.history.snapshot.UnsoundFileException;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.locks.ReentrantLock;

/// A store whose readers need not know which snapshots are kept as a difference: a part that is not
/// there is rebuilt and kept for a while. One is rebuilt at a time.
public final class RebuildingStore implements SnapshotStore {

    private final SnapshotStore store;
    private final Rebuilder rebuilder;
    private final ContentCache copies;
    private final ReentrantLock alone = new ReentrantLock();

    /// @param folder local, for what is rebuilt
    /// @param cacheBytes of rebuilt parts that are kept
    public RebuildingStore(
            SnapshotStore store, DifferenceEngine engine, ObjectMapper json, Path folder, long cacheBytes)
            throws IOException {
        this.store = store;
        this.rebuilder = new Rebuilder(store, engine, json);
        this.copies = new ContentCache(folder.toAbsolutePath().normalize(), cacheBytes);
    }

    @Override
    public Path file(SnapshotLocation location, StoredName name) throws IOException {
        try {
            return store.file(location, name);
        } catch (NoSuchFileException e) {
            return rebuilt(location, PartName.ifValid(name.value()).orElseThrow(() -> e));
        }
    }

    @Override
    public Path rebuilt(SnapshotLocation location, PartName name) throws IOException {
        Description description =
                rebuilder.description(location).orElseThrow(() -> new NoSuchFileException(location.key() + "/" + name));
        return rebuilt(location, name, description);
    }

    @Override
    public boolean dropCopy(SnapshotLocation location, StoredName name) throws IOException {
        boolean rebuilt = copies.forget(key(location, name));
        return store.dropCopy(location, name) || rebuilt;
    }

    /// Of a part that is kept as a difference whatever of it is not sound; its base is another
    /// snapshot's.
    @Override
    public void quarantine(SnapshotLocation location, StoredName name) throws IOException {
        copies.forget(key(location, name));
        Optional<PartName> part = PartName.ifValid(name.value());
        if (part.isEmpty() || store.files(location).containsKey(name)) {
            store.quarantine(location, name);
            return;
        }
        try {
            Optional<Item> item = rebuilder.description(location).flatMap(one -> one.item(part.get()));
            if (item.isPresent() && !rebuilder.isSound(location, item.get())) {
                store.quarantine(location, StoredName.ofDifference(part.get()));
            }
        } catch (UnsoundFileException e) {
            store.quarantine(location, StoredName.DIFFERENCE);
        }
    }

    @Override
    public void delete(SnapshotLocation location, StoredName name) throws IOException {
        store.delete(location, name);
        forget(location, name);
    }

    @Override
    public void remove(SnapshotLocation location) throws IOException {
        for (StoredName name : store.files(location).keySet()) {
            forget(location, name);
        }
        store.remove(location);
    }

    private Path rebuilt(SnapshotLocation location, PartName part, Description description) throws IOException {
        alone.lock();
        try {
            return copies.get(
                    key(location, StoredName.of(part)),
                    target -> rebuilder.rebuild(location, description, part, target));
        } finally {
            alone.unlock();
        }
    }

    private void forget(SnapshotLocation location, StoredName name) throws IOException {
        Optional<PartName> part = name.differingPart();
        if (part.isPresent()) {
            copies.forget(key(location, StoredName.of(part.get())));
        }
    }

    private static String key(SnapshotLocation location, StoredName name) {
        return location.key() + "/" + name;
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
    public List<SnapshotLocation> sealed() throws IOException {
        return store.sealed();
    }

    /// As they are kept.
    @Override
    public SortedMap<StoredName, Long> files(SnapshotLocation location) throws IOException {
        return store.files(location);
    }

    @Override
    public void put(SnapshotLocation location, StoredName name, Path content) throws IOException {
        store.put(location, name, content);
    }

    @Override
    public void reseal(SnapshotLocation location, byte[] manifest) throws IOException {
        store.reseal(location, manifest);
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
