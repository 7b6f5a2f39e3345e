package io.tidemark.history.snapshot;

import io.tidemark.history.server.ServerName;
import io.tidemark.platform.access.Visible;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The list of all sealed snapshots. Only what is in it can be seen from outside. Calls block.
public interface SnapshotRegister {

    /// A snapshot and the digest of the manifest that sealed it.
    record Registered(Snapshot snapshot, Sha256 manifest) {}

    /// Which snapshots are meant; null means any.
    ///
    /// @param servers of which servers at most
    /// @param from earliest start, included
    /// @param to latest start, not included
    record Filter(
            Visible.Servers servers,
            @Nullable String server,
            @Nullable String root,
            @Nullable String volume,
            @Nullable Instant from,
            @Nullable Instant to) {

        public Filter(@Nullable String server, @Nullable String root) {
            this(EVERY_SERVER, server, root, null, null, null);
        }

        /// Whether the one server that is asked for lies outside: whatever it has, nobody needs to look, and how long
        /// the answer takes tells nothing of it.
        public boolean meansNothing() {
            return server != null && !servers.contains(server);
        }
    }

    /// No server is left out.
    Visible.Servers EVERY_SERVER = new Visible.Servers(true, Set.of());

    /// A place in the list, newest first.
    record Place(Instant startedAt, SnapshotId id) {}

    Optional<Registered> find(SnapshotId id);

    /// Adds the snapshot, marks its server as seen and records the event, all in one transaction.
    ///
    /// @return false, with nothing changed, when the id is registered already
    boolean register(Registered registered);

    /// Notes in which form the tables of a registered snapshot are kept, and what its parts are then,
    /// all in one transaction; one that is not registered is passed over.
    void restate(SnapshotId id, @Nullable Difference form, List<Part> parts);

    /// Up to `limit` snapshots, newest start first, those behind `after` where it is given.
    List<Snapshot> page(Filter filter, @Nullable Place after, int limit);

    /// The snapshot of the same server and root that began last before this one.
    Optional<Snapshot> before(Snapshot snapshot);

    /// The newest snapshot of a server and root that began at `at` or before.
    Optional<Snapshot> newestBy(ServerName server, String root, Instant at);

    /// The newest of each server and root, of those that are meant, that is whole and not damaged, by
    /// server and root.
    List<Snapshot> latest(Filter filter);

    /// Grows with every change of what lists answer.
    long version();
}
