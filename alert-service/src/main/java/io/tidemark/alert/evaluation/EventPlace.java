package io.tidemark.alert.evaluation;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// How far the events of history were followed, so that a restart goes on from there. Every stage fails
/// when the
/// database cannot be reached; nothing has changed then.
public interface EventPlace {

    /// The id of the last event; empty before the first.
    CompletionStage<Optional<String>> last();

    CompletionStage<Void> keep(String eventId);
}
