package io.tidemark.analytics.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;

/// What this service reads of a policy in history's answers.
record HistoryPolicy(
        String kind, String target, long version, @Nullable JsonNode document, Instant changedAt) {
    private static final String PRICE = "price";

    record HistoryPolicies(List<HistoryPolicy> items) {}

    boolean isPrice() {
        return kind.equals(PRICE);
    }

    /// @throws IllegalArgumentException where a price is no number
    PriceDocument prices() {
        JsonNode said = document == null ? MissingNode.getInstance() : document;
        JsonNode tiers = said.path("tiers");
        return new PriceDocument(
                target,
                version,
                changedAt,
                said.path("currency").asText(null),
                said.path("tier").asText(null),
                tiers.isArray()
                        ? StreamSupport.stream(tiers.spliterator(), false)
                                .map(HistoryPolicy::tier)
                                .toList()
                        : null);
    }

    private static Tier tier(JsonNode tier) {
        return new Tier(
                tier.path("name").asText(),
                price(tier, "perGbMonth"),
                price(tier, "perThousandReads"),
                price(tier, "perThousandWrites"),
                price(tier, "perGbRead"),
                tier.path("leastBytes").asLong());
    }

    private static BigDecimal price(JsonNode tier, String field) {
        return new BigDecimal(tier.path(field).asText("0"));
    }
}
