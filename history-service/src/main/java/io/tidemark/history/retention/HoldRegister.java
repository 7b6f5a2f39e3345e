package io.tidemark.history.retention;

import io.tidemark.history.server.ServerName;
import io.tidemark.history.snapshot.SnapshotId;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/// The holds on snapshots, lifted ones too. Calls block.
public interface HoldRegister {

    /// All holds that ever were on a snapshot, newest first.
    List<Hold> of(SnapshotId id);

    /// The snapshots of a server that are held now.
    Set<SnapshotId> held(ServerName server);

    /// Places a hold; one of that kind that holds already stays as it is.
    void place(Hold hold);

    /// @return false when there is none of that kind that holds
    boolean lift(SnapshotId id, HoldKind kind, String by, Instant at);
}
