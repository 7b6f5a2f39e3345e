package io.tidemark.history.store;

import io.tidemark.history.retention.Hold;
import io.tidemark.history.retention.HoldKind;
import io.tidemark.history.snapshot.SnapshotId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/// A row of `snapshot_hold`, for reading; rows are written by statements.
@Entity
@Table(name = "snapshot_hold")
class HoldEntity {

    @Id
    long id;

    @Column(name = "snapshot_id")
    UUID snapshotId;

    @Column
    String server;

    @Column
    String kind;

    @Column
    String reason;

    @Column(name = "placed_by")
    String placedBy;

    @Column(name = "placed_at")
    Instant placedAt;

    @Column(name = "lifted_by")
    @Nullable
    String liftedBy;

    @Column(name = "lifted_at")
    @Nullable
    Instant liftedAt;

    Hold toHold() {
        return new Hold(
                new SnapshotId(snapshotId),
                HoldKind.ifValid(kind).orElseThrow(),
                reason,
                placedBy,
                placedAt,
                liftedBy,
                liftedAt);
    }
}
