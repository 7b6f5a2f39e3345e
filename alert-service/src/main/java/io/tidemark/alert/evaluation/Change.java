package io.tidemark.alert.evaluation;

import java.util.UUID;

/// One thing to do to the stored alerts.
public sealed interface Change {

    /// A new alert.
    record Open(Alert alert) implements Change {}

    /// The alert of that id has become this.
    record Update(Alert alert) implements Change {}

    /// A pending alert that came to nothing: it is forgotten.
    record Drop(UUID alert) implements Change {}
}
