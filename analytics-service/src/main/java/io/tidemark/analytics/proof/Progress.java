package io.tidemark.analytics.proof;

import java.util.List;

/// A job as somebody sees it now.
public record Progress(Job job, Sight sight, List<Waiting> waiting) {
    public Progress {
        waiting = List.copyOf(waiting);
    }
}
