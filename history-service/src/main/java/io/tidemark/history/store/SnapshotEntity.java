package io.tidemark.history.store;

import io.tidemark.history.server.ServerName;
import io.tidemark.history.snapshot.Detail;
import io.tidemark.history.snapshot.Difference;
import io.tidemark.history.snapshot.Part;
import io.tidemark.history.snapshot.Sha256;
import io.tidemark.history.snapshot.Snapshot;
import io.tidemark.history.snapshot.SnapshotId;
import io.tidemark.history.snapshot.SnapshotRegister.Registered;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// A row of `snapshot`.
@Entity
@Table(name = "snapshot")
class SnapshotEntity {

    @Id
    UUID id;

    @Column
    String server;

    @Column
    String root;

    @Column
    String volume;

    @Column(name = "started_at")
    Instant startedAt;

    @Column(name = "finished_at")
    Instant finishedAt;

    @Column(name = "registered_at")
    Instant registeredAt;

    @Column
    double coverage;

    @Column
    long entries;

    @Column
    long directories;

    @Column(name = "size_bytes")
    long sizeBytes;

    @Column(name = "allocated_bytes")
    long allocatedBytes;

    @Column
    long errors;

    @Column
    String detail;

    @Column(name = "damaged_at")
    @Nullable
    Instant damagedAt;

    /// A native query needs each column that it finds.
    @Column(name = "checked_at")
    @Nullable
    Instant checkedAt;

    @Column(name = "base_id")
    @Nullable
    UUID baseId;

    @Column(name = "difference_sha256")
    @Nullable
    String differenceSha256;

    @Column(name = "difference_entries_bytes")
    @Nullable
    Long differenceEntriesBytes;

    @Column(name = "difference_directories_bytes")
    @Nullable
    Long differenceDirectoriesBytes;

    @Column(name = "manifest_sha256")
    String manifestSha256;

    static SnapshotEntity of(Registered registered) {
        Snapshot snapshot = registered.snapshot();
        SnapshotEntity row = new SnapshotEntity();
        row.id = snapshot.id().value();
        row.server = snapshot.server().value();
        row.root = snapshot.root();
        row.volume = snapshot.volume();
        row.startedAt = snapshot.startedAt();
        row.finishedAt = snapshot.finishedAt();
        row.registeredAt = snapshot.registeredAt();
        row.coverage = snapshot.coverage();
        row.entries = snapshot.entries();
        row.directories = snapshot.directories();
        row.sizeBytes = snapshot.sizeBytes();
        row.allocatedBytes = snapshot.allocatedBytes();
        row.errors = snapshot.errors();
        row.detail = snapshot.detail().word();
        row.manifestSha256 = registered.manifest().hex();
        return row;
    }

    Registered toRegistered(List<Part> parts) {
        return new Registered(toSnapshot(parts), new Sha256(manifestSha256));
    }

    Snapshot toSnapshot(List<Part> parts) {
        return new Snapshot(
                new SnapshotId(id),
                new ServerName(server),
                root,
                volume,
                startedAt,
                finishedAt,
                registeredAt,
                coverage,
                entries,
                directories,
                sizeBytes,
                allocatedBytes,
                errors,
                Detail.ofWord(detail),
                damagedAt != null,
                difference(),
                parts);
    }

    private @Nullable Difference difference() {
        if (baseId == null
                || differenceSha256 == null
                || differenceEntriesBytes == null
                || differenceDirectoriesBytes == null) {
            return null;
        }
        return new Difference(
                new SnapshotId(baseId),
                new Sha256(differenceSha256),
                differenceEntriesBytes,
                differenceDirectoriesBytes);
    }
}
