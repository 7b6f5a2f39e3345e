package io.tidemark.analytics.gauge;

import io.tidemark.analytics.gauge.Gauged.Usage;

import java.util.List;

/// The largest folders of a level, and what all folders hold together.
///
/// @param largest first
/// @param total everything below all roots
public record Ranking(List<Gauged> largest, Usage total) {
    public Ranking {
        largest = List.copyOf(largest);
    }
}
