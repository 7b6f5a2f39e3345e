package io.tidemark.history.snapshot;

import io.tidemark.history.server.ServerName;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The list of all sealed snapshots. Only what is in it can be seen from outside. Calls block.
public interface SnapshotRegister {

    /// A snapshot and the digest of the manifest that sealed it.
    record Registered(Snapshot snapshot, Sha256 manifest) {}

    /// Which snapshots are meant; null means any.
    record Filter(@Nullable String server, @Nullable String root) {}

    /// A place in the list, newest first.
    record Place(Instant startedAt, SnapshotId id) {}

    Optional<Registered> find(SnapshotId id);

    /// Adds the snapshot, marks its server as seen and records the event, all in one transaction.
    ///
    /// @return false, with nothing changed, when the id is registered already
    boolean register(Registered registered);

    /// Up to `limit` snapshots, newest start first, those behind `after` where it is given.
    List<Snapshot> page(Filter filter, @Nullable Place after, int limit);

    /// The snapshot of the same server and root that began last before this one.
    Optional<Snapshot> before(Snapshot snapshot);

    /// The newest snapshot of a server and root that began at `at` or before.
    Optional<Snapshot> newestBy(ServerName server, String root, Instant at);

    /// The newest of each server and root that is whole and not damaged, by server and root.
    List<Snapshot> latest(Filter filter);
}
