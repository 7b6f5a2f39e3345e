package io.tidemark.history.retention;

import io.tidemark.history.retention.RetentionPlan.Step;
import io.tidemark.history.server.ServerName;
import io.tidemark.history.snapshot.Difference;
import io.tidemark.history.snapshot.Part;
import io.tidemark.history.snapshot.SnapshotId;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/// What retention does and did. Calls block.
public interface RetentionLog {

    /// Writes down what is about to be done.
    StepRecord prepare(ServerName server, Step step, Asker asker, Instant at);

    /// In one transaction: where the snapshot is what the step says, nothing holds it and it is no base
    /// of what stays, the record knows less of it from now on, the step is removing, and the event is
    /// recorded. Whoever places a hold waits for this, or is seen by it.
    ///
    /// @return [StepState#REMOVING]; or [StepState#HELD], [StepState#UNDONE] where it is a base that is
    /// needed, or [StepState#OVERTAKEN], with nothing changed
    StepState mark(StepRecord step, Instant at);

    /// In one transaction: where the snapshot and the base are what the step says and nothing holds the
    /// snapshot, the record has it as a difference from now on, and the step is removing.
    ///
    /// @param parts as they are rebuilt
    /// @return [StepState#REMOVING]; or [StepState#HELD]; or [StepState#OVERTAKEN] where it is less or
    /// a difference already, [StepState#UNDONE] where it or its base does not do any longer, with
    /// nothing changed
    StepState differ(StepRecord step, Difference difference, List<Part> parts);

    /// The snapshots of a server whose difference was not small enough.
    Set<SnapshotId> keptWhole(ServerName server);

    /// Notes how a step ended.
    void end(StepRecord step, StepState how, Instant at);

    /// The steps that did not end, in order.
    List<StepRecord> open();

    /// Up to `limit` steps of a server, the newest first, those before step `before` where it is given.
    /// Their ids are their numbers among those of the server, from 1: nobody counts those of others by
    /// them.
    List<StepRecord> page(ServerName server, @Nullable Long before, int limit);

    /// Up to `limit` steps that took something away and are not in the audit log yet, in order.
    List<StepRecord> unaudited(int limit);

    void audited(Collection<StepRecord> steps, Instant at);
}
