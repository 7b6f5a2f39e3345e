package io.tidemark.analytics.source;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/// What somebody said storage costs, for everything, a group or a server.
///
/// @param target `everything` (`everything@TENANT`), `group:NAME` or `server:NAME`
/// @param currency null where it says nothing of it
/// @param tier that the files are in; null where it says nothing of it
/// @param tiers null where it says nothing of them
public record PriceDocument(
        String target,
        long version,
        Instant changedAt,
        @Nullable String currency,
        @Nullable String tier,
        @Nullable List<Tier> tiers) {
    public PriceDocument {
        tiers = tiers == null ? null : List.copyOf(tiers);
    }
}
