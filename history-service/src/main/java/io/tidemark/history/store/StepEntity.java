package io.tidemark.history.store;

import io.tidemark.history.retention.Asker;
import io.tidemark.history.retention.Level;
import io.tidemark.history.retention.RetentionPlan.Step;
import io.tidemark.history.retention.StepRecord;
import io.tidemark.history.retention.StepState;
import io.tidemark.history.server.ServerName;
import io.tidemark.history.snapshot.SnapshotId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/// A row of `retention_step`.
@Entity
@Table(name = "retention_step")
class StepEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable
    Long id;

    /// Among the steps of its server; the database counts.
    @Column(insertable = false, updatable = false)
    long number;

    @Column(name = "snapshot_id")
    UUID snapshotId;

    @Column
    String server;

    @Column
    String root;

    @Column(name = "started_at")
    Instant startedAt;

    @Column(name = "from_detail")
    String from;

    @Column(name = "to_detail")
    String to;

    @Column(name = "base_id")
    @Nullable
    UUID baseId;

    @Column(name = "frees_bytes")
    long freesBytes;

    @Column
    String reason;

    @Column(name = "asked_by")
    String askedBy;

    @Column
    String client;

    @Column
    String state;

    @Column(name = "prepared_at")
    Instant preparedAt;

    @Column(name = "ended_at")
    @Nullable
    Instant endedAt;

    @Column(name = "audited_at")
    @Nullable
    Instant auditedAt;

    static StepEntity of(ServerName server, Step step, Asker asker, Instant at) {
        StepEntity row = new StepEntity();
        row.snapshotId = step.snapshotId().value();
        row.server = server.value();
        row.root = step.root();
        row.startedAt = step.startedAt();
        row.from = step.from().word();
        row.to = step.to().word();
        SnapshotId base = step.base();
        row.baseId = base == null ? null : base.value();
        row.freesBytes = step.freesBytes();
        row.reason = step.reason();
        row.askedBy = asker.subject();
        row.client = asker.client();
        row.state = StepState.PREPARED.word();
        row.preparedAt = at;
        return row;
    }

    StepRecord toRecord() {
        return toRecord(id == null ? 0 : id);
    }

    /// By its number among those of its server.
    StepRecord toNumbered() {
        return toRecord(number);
    }

    private StepRecord toRecord(long told) {
        Step step = new Step(
                root,
                new SnapshotId(snapshotId),
                startedAt,
                Level.ofWord(from),
                Level.ofWord(to),
                baseId == null ? null : new SnapshotId(baseId),
                freesBytes,
                reason);
        return new StepRecord(
                told,
                new ServerName(server),
                step,
                new Asker(askedBy, client),
                StepState.ofWord(state),
                preparedAt,
                endedAt);
    }
}
