package io.tidemark.analytics.cost;

import io.tidemark.analytics.source.PriceDocument;

import java.time.Instant;

/// A version of a price policy that an amount was worked out with.
///
/// @param target `everything`, `group:NAME` or `server:NAME`
public record Cited(String target, long version, Instant changedAt) {
    static Cited of(PriceDocument document) {
        return new Cited(document.target(), document.version(), document.changedAt());
    }
}
