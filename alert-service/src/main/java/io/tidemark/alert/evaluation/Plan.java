package io.tidemark.alert.evaluation;

import java.util.List;

/// What a pass wants done, and what it saw.
public record Plan(List<Change> changes, Pass pass) {

    public Plan {
        changes = List.copyOf(changes);
    }
}
