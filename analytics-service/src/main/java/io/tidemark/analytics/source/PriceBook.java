package io.tidemark.analytics.source;

import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.tenant.Tenancy;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// What storage costs, as the record has it now. While the record is away, what it said last.
public final class PriceBook {
    private final Remembered<List<PriceDocument>> documents;

    /// @param freshFor for how long the record is not asked again, whether it answered or not
    public PriceBook(SnapshotSource source, InstantSource clock, Duration freshFor) {
        this.documents = new Remembered<>(() -> List.copyOf(source.prices()), clock, freshFor);
    }

    /// Blocks while the record is asked.
    ///
    /// @param who of which tenants
    /// @throws ProblemException 503 where it has never answered
    public List<PriceDocument> documents(Tenancy who) {
        List<PriceDocument> all = documents
                .now()
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.UNAVAILABLE, "What storage costs is not known while history-service is away"));
        return all.stream().filter(document -> who.contains(document.target())).toList();
    }
}
