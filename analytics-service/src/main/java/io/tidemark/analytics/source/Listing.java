package io.tidemark.analytics.source;

import java.util.List;

/// The newest snapshot of every server and root, as the record has it.
///
/// @param snapshots those that can be used
/// @param unusable those whose description makes no sense; they hinder nobody else
public record Listing(List<Snapshot> snapshots, List<Missing> unusable) {
    public Listing {
        snapshots = List.copyOf(snapshots);
        unusable = List.copyOf(unusable);
    }
}
