package io.tidemark.history.retention;

import io.tidemark.history.retention.RetentionPlan.Step;
import io.tidemark.history.server.ServerName;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/// What retention does and did. Calls block.
public interface RetentionLog {

    /// Writes down what is about to be done.
    StepRecord prepare(ServerName server, Step step, Asker asker, Instant at);

    /// In one transaction: where the snapshot is what the step says and nothing holds it, the record knows less of it
    /// from now on, the step is removing, and the event is recorded. Whoever places a hold
    /// waits for this, or is seen by it.
    ///
    /// @return [StepState#REMOVING]; or [StepState#HELD] or [StepState#OVERTAKEN], with nothing changed
    StepState mark(StepRecord step, Instant at);

    /// Notes how a step ended.
    void end(StepRecord step, StepState how, Instant at);

    /// The steps that did not end, in order.
    List<StepRecord> open();

    /// Up to `limit` steps of a server, the newest first, those before step `before` where it is given.
    List<StepRecord> page(ServerName server, @Nullable Long before, int limit);

    /// Up to `limit` steps that took something away and are not in the audit log yet, in order.
    List<StepRecord> unaudited(int limit);

    void audited(Collection<StepRecord> steps, Instant at);
}
