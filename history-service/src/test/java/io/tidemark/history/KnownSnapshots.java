package io.tidemark.history;

import io.tidemark.history.server.ServerName;
import io.tidemark.history.snapshot.Difference;
import io.tidemark.history.snapshot.Part;
import io.tidemark.history.snapshot.Sha256;
import io.tidemark.history.snapshot.Snapshot;
import io.tidemark.history.snapshot.SnapshotId;
import io.tidemark.history.snapshot.SnapshotRegister;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A register in memory for those who look for one snapshot and its form.
public final class KnownSnapshots implements SnapshotRegister {

    private final Map<SnapshotId, Registered> known = new HashMap<>();

    public void add(Snapshot snapshot, byte[] manifest) {
        known.put(snapshot.id(), new Registered(snapshot, Sha256.of(manifest)));
    }

    public Snapshot get(SnapshotId id) {
        return find(id).orElseThrow().snapshot();
    }

    @Override
    public Optional<Registered> find(SnapshotId id) {
        return Optional.ofNullable(known.get(id));
    }

    @Override
    public void restate(SnapshotId id, @Nullable Difference form, List<Part> parts) {
        known.computeIfPresent(
                id,
                (_, before) -> new Registered(
                        before.snapshot().as(before.snapshot().detail(), form, parts), before.manifest()));
    }

    @Override
    public boolean register(Registered registered) {
        throw notAsked();
    }

    @Override
    public List<Snapshot> page(Filter filter, @Nullable Place after, int limit) {
        throw notAsked();
    }

    @Override
    public Optional<Snapshot> before(Snapshot snapshot) {
        throw notAsked();
    }

    @Override
    public Optional<Snapshot> newestBy(ServerName server, String root, Instant at) {
        throw notAsked();
    }

    @Override
    public List<Snapshot> latest(Filter filter) {
        throw notAsked();
    }

    @Override
    public long version() {
        throw notAsked();
    }

    private static AssertionError notAsked() {
        return new AssertionError("nobody asks for lists");
    }
}
