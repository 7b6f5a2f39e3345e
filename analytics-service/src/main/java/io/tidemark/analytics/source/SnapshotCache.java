package io.tidemark.analytics.source;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;

/// Verified local copies of snapshots, bounded in bytes.
///
/// Whoever asks for a snapshot gets a [Hold]; the first one makes it be fetched (or, where an earlier run
/// kept it, verified), the others wait for the same work. What is held is never removed; of the rest, the
/// least recently used goes first. A snapshot that could not be had is not tried again for a while, so
/// that a damaged one is not downloaded for every question.
public final class SnapshotCache {
    private final CacheFolder folder;
    private final long limitBytes;
    private final Duration pauseAfterFailure;
    private final SnapshotSource source;
    private final Preparation preparation;
    private final Executor fetchers;
    private final InstantSource clock;
    private final CacheObserver observer;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<UUID, Item> items = new HashMap<>();
    private final Map<UUID, Failure> failures = new HashMap<>();
    private long bytes;
    private long uses;

    /// Opens the folder and takes over what an earlier run kept there, to be verified before its first
    /// use.
    ///
    /// @param preparation what is done to a snapshot before it can be held
    /// @param fetchers where downloads run; its threads bound how many run at once
    /// @throws UncheckedIOException where the folder cannot be used
    public SnapshotCache(
            CacheFolder folder,
            long limitBytes,
            Duration pauseAfterFailure,
            SnapshotSource source,
            Preparation preparation,
            Executor fetchers,
            InstantSource clock,
            CacheObserver observer) {
        this.folder = folder;
        this.limitBytes = limitBytes;
        this.pauseAfterFailure = pauseAfterFailure;
        this.source = source;
        this.preparation = preparation;
        this.fetchers = fetchers;
        this.clock = clock;
        this.observer = observer;
        try {
            for (Snapshot kept : folder.kept()) {
                register(new Item(kept, kept.bytes() + folder.bytesBesideParts(kept)));
            }
            makeRoom(0);
        } catch (IOException e) {
            throw new UncheckedIOException("The cache folder cannot be used", e);
        }
    }

    /// Holds a snapshot, and starts to fetch it where it is not here. Does not block.
    ///
    /// @throws SnapshotUnavailable where there is no room for it, it lacks something, or it could not be had
    ///     a moment ago
    public Hold hold(Snapshot snapshot) throws SnapshotUnavailable {
        return hold(snapshot, false);
    }

    /// The same where folders' roll-ups suffice, so that one that has its folders alone will do.
    public Hold holdFolders(Snapshot snapshot) throws SnapshotUnavailable {
        return hold(snapshot, snapshot.hasFoldersAlone());
    }

    private Hold hold(Snapshot snapshot, boolean asItIs) throws SnapshotUnavailable {
        lock.lock();
        try {
            if (!asItIs) {
                refuseWhatLacks(snapshot);
            }
            Item item = current(snapshot);
            if (item == null) {
                refuseWhatFailed(snapshot.id());
                item = admit(snapshot);
            }
            item.holds++;
            item.lastUse = ++uses;
            return new Hold(this, item, item.ready(this));
        } finally {
            lock.unlock();
        }
    }

    /// Removes a copy, because the record no longer has what it holds; at once, or when the last question
    /// that reads it ends.
    public void forget(UUID id) {
        lock.lock();
        try {
            Item item = items.get(id);
            if (item != null) {
                item.unwanted = true;
                discardIfIdle(item);
            }
        } finally {
            lock.unlock();
        }
    }

    /// The snapshots that are here or on their way.
    public Collection<Snapshot> snapshots() {
        lock.lock();
        try {
            return items.values().stream().map(item -> item.snapshot).toList();
        } finally {
            lock.unlock();
        }
    }

    /// The bytes that are taken, those on their way included.
    public long bytes() {
        lock.lock();
        try {
            return bytes;
        } finally {
            lock.unlock();
        }
    }

    public long limitBytes() {
        return limitBytes;
    }

    void release(Item item) {
        lock.lock();
        try {
            item.holds--;
            discardIfIdle(item);
        } finally {
            lock.unlock();
        }
    }

    private void refuseWhatLacks(Snapshot snapshot) throws SnapshotUnavailable {
        if (!snapshot.lacking().isEmpty()) {
            Item item = items.get(snapshot.id());
            if (item != null && !item.snapshot.equals(snapshot)) {
                forget(snapshot.id());
            }
            throw new SnapshotUnavailable(snapshot.lacking());
        }
    }

    /// The copy with the content that is asked for; one with other content goes.
    private @Nullable Item current(Snapshot snapshot) throws SnapshotUnavailable {
        Item item = items.get(snapshot.id());
        if (item != null && (item.unwanted || !item.snapshot.parts().equals(snapshot.parts()))) {
            forget(snapshot.id());
            if (items.containsKey(snapshot.id())) {
                throw new SnapshotUnavailable("its content changed, and what it was before is still being read");
            }
            return null;
        }
        return item;
    }

    private void discardIfIdle(Item item) {
        if (!item.unwanted || !item.idle() || items.get(item.snapshot.id()) != item) {
            return;
        }
        drop(item);
        try {
            folder.remove(item.snapshot.id());
            observer.evicted(item.snapshot.id(), item.snapshot.bytes());
        } catch (IOException e) {
            throw new UncheckedIOException("The copy of a snapshot that is no longer kept cannot be removed", e);
        }
    }

    private void refuseWhatFailed(UUID id) throws SnapshotUnavailable {
        Failure failure = failures.get(id);
        if (failure != null && clock.instant().isBefore(failure.until)) {
            throw new SnapshotUnavailable(failure.reason);
        }
        failures.remove(id);
    }

    private Item admit(Snapshot snapshot) throws SnapshotUnavailable {
        if (snapshot.bytes() > limitBytes) {
            throw new SnapshotUnavailable(
                    "its " + snapshot.bytes() + " bytes are more than the whole cache of " + limitBytes + " may hold");
        }
        try {
            makeRoom(snapshot.bytes());
        } catch (IOException e) {
            throw new SnapshotUnavailable("no room can be made in the cache: " + e.getMessage(), e);
        }
        if (bytes + snapshot.bytes() > limitBytes) {
            throw new SnapshotUnavailable("there is no room in the cache while other snapshots are in use");
        }
        Item item = new Item(snapshot, snapshot.bytes());
        register(item);
        return item;
    }

    private void register(Item item) {
        items.put(item.snapshot.id(), item);
        bytes += item.bytes;
    }

    private void makeRoom(long needed) throws IOException {
        List<Item> idle = items.values().stream()
                .filter(Item::idle)
                .sorted(Comparator.comparingLong(item -> item.lastUse))
                .toList();
        for (Item item : idle) {
            if (bytes + needed <= limitBytes) {
                return;
            }
            drop(item);
            folder.remove(item.snapshot.id());
            observer.evicted(item.snapshot.id(), item.bytes);
        }
    }

    private void drop(Item item) {
        if (items.remove(item.snapshot.id(), item)) {
            bytes -= item.bytes;
        }
    }

    private Arrived provide(Item item) {
        Snapshot snapshot = item.snapshot;
        try {
            if (!folder.holds(snapshot)) {
                folder.remove(snapshot.id());
                folder.bring(snapshot, source);
                observer.fetched(snapshot.id(), snapshot.bytes());
            }
            Arrived arrived = folder.arrived(snapshot);
            resize(item, snapshot.bytes() + preparation.prepare(snapshot, arrived));
            return arrived;
        } catch (SnapshotUnavailable e) {
            throw failed(item, e);
        } catch (IOException e) {
            throw failed(item, new SnapshotUnavailable("the cache cannot be written: " + e, e));
        } catch (RuntimeException e) {
            throw failed(item, new SnapshotUnavailable("it cannot be made ready: " + e.getMessage(), e));
        }
    }

    /// More was put into the folder of a snapshot that is held. It counts; for it, others that are idle may have to go.
    public void grew(Snapshot snapshot, long more) throws IOException {
        lock.lock();
        try {
            Item item = items.get(snapshot.id());
            if (item != null) {
                resize(item, item.bytes + more);
            }
        } finally {
            lock.unlock();
        }
    }

    /// What is made beside the parts counts too; for it, others that are idle may have to go.
    private void resize(Item item, long size) throws IOException {
        lock.lock();
        try {
            bytes += size - item.bytes;
            item.bytes = size;
            makeRoom(0);
        } finally {
            lock.unlock();
        }
    }

    private CompletionException failed(Item item, SnapshotUnavailable why) {
        UUID id = item.snapshot.id();
        lock.lock();
        try {
            drop(item);
            failures.values().removeIf(f -> !clock.instant().isBefore(f.until));
            failures.put(id, new Failure(why.reason(), clock.instant().plus(pauseAfterFailure)));
        } finally {
            lock.unlock();
        }
        observer.failed(id, why.reason());
        return new CompletionException(why);
    }

    /// A snapshot's place in the cache, guarded by the cache's lock.
    static final class Item {
        private final Snapshot snapshot;
        private long bytes;
        private @Nullable CompletableFuture<Arrived> ready;
        private int holds;
        private boolean unwanted;
        private long lastUse;

        /// @param bytes in the cache
        Item(Snapshot snapshot, long bytes) {
            this.snapshot = snapshot;
            this.bytes = bytes;
        }

        Snapshot snapshot() {
            return snapshot;
        }

        /// Whether it may go: nobody holds it, and it is not on its way.
        private boolean idle() {
            return holds == 0 && (ready == null || ready.isDone());
        }

        private CompletableFuture<Arrived> ready(SnapshotCache cache) {
            CompletableFuture<Arrived> started = Optional.ofNullable(ready)
                    .orElseGet(() -> CompletableFuture.supplyAsync(() -> cache.provide(this), cache.fetchers));
            ready = started;
            return started;
        }
    }

    private record Failure(String reason, Instant until) {}
}
