package io.tidemark.analytics.cost;

import io.tidemark.analytics.source.PriceDocument;
import io.tidemark.analytics.source.Tier;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/// What storage costs on some servers.
///
/// @param current the tier their files are in
/// @param documents that say so, nearest first
public record PriceList(@Nullable String currency, @Nullable String current, List<Tier> tiers, List<Cited> documents) {
    /// Nobody said anything.
    static final PriceList NONE = new PriceList(null, null, List.of(), List.of());

    public PriceList {
        tiers = List.copyOf(tiers);
        documents = List.copyOf(documents);
    }

    /// Each field is what the nearest document says of it.
    ///
    /// @param nearestFirst the documents about a server
    static PriceList of(List<PriceDocument> nearestFirst) {
        String currency = null;
        String current = null;
        List<Tier> tiers = null;
        for (PriceDocument document : nearestFirst) {
            currency = currency == null ? document.currency() : currency;
            current = current == null ? document.tier() : current;
            tiers = tiers == null ? document.tiers() : tiers;
        }
        return new PriceList(
                currency,
                current,
                tiers == null ? List.of() : tiers,
                nearestFirst.stream().map(Cited::of).toList());
    }

    /// What the files cost where they are; nothing where that is not known.
    Optional<Tier> tier() {
        return currency == null || current == null ? Optional.empty() : tier(current);
    }

    Optional<Tier> tier(String name) {
        return tiers.stream().filter(tier -> tier.name().equals(name)).findFirst();
    }
}
