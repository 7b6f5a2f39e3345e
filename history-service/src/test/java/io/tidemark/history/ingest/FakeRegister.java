package io.tidemark.history.ingest;

import io.tidemark.history.server.ServerName;
import io.tidemark.history.snapshot.Difference;
import io.tidemark.history.snapshot.Part;
import io.tidemark.history.snapshot.Snapshot;
import io.tidemark.history.snapshot.SnapshotId;
import io.tidemark.history.snapshot.SnapshotRegister;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/// A register in memory.
final class FakeRegister implements SnapshotRegister {

    private final Map<SnapshotId, Registered> registered = new ConcurrentSkipListMap<>();
    private @Nullable RuntimeException failure;

    /// Makes the next registration fail.
    void failNext(RuntimeException with) {
        failure = with;
    }

    List<Registered> all() {
        return List.copyOf(registered.values());
    }

    @Override
    public Optional<Registered> find(SnapshotId id) {
        return Optional.ofNullable(registered.get(id));
    }

    @Override
    public boolean register(Registered added) {
        RuntimeException now = failure;
        failure = null;
        if (now != null) {
            throw now;
        }
        return registered.putIfAbsent(added.snapshot().id(), added) == null;
    }

    @Override
    public void restate(SnapshotId id, @Nullable Difference form, List<Part> parts) {
        throw new AssertionError("the way in keeps what was sealed");
    }

    @Override
    public List<Snapshot> page(Filter filter, @Nullable Place after, int limit) {
        throw new AssertionError("the way in reads no lists");
    }

    @Override
    public Optional<Snapshot> before(Snapshot snapshot) {
        throw new AssertionError("the way in compares nothing");
    }

    @Override
    public Optional<Snapshot> newestBy(ServerName server, String root, Instant at) {
        throw new AssertionError("the way in compares nothing");
    }

    @Override
    public long version() {
        throw new AssertionError("the way in reads no lists");
    }

    @Override
    public List<Snapshot> latest(Filter filter) {
        throw new AssertionError("the way in reads no lists");
    }
}
