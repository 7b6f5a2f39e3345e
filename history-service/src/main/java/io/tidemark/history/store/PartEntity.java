package io.tidemark.history.store;

import io.tidemark.history.snapshot.Part;
import io.tidemark.history.snapshot.Snapshot;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import java.util.UUID;

/// A row of `snapshot_part`.
@Entity
@Table(name = "snapshot_part")
class PartEntity {

    /// The primary key.
    @Embeddable
    record Key(
            @Column(name = "snapshot_id") UUID snapshotId,
            @Column(name = "file") String file) {}

    @EmbeddedId
    Key key;

    @Column
    String server;

    @Column(name = "row_count")
    long rows;

    @Column(name = "byte_count")
    long bytes;

    @Column
    String sha256;

    static PartEntity of(Snapshot snapshot, Part part) {
        PartEntity row = new PartEntity();
        row.key = new Key(snapshot.id().value(), part.file().value());
        row.server = snapshot.server().value();
        row.rows = part.rows();
        row.bytes = part.bytes();
        row.sha256 = part.sha256().hex();
        return row;
    }
}
