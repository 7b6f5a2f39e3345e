package io.tidemark.analytics.rest;

import io.tidemark.analytics.engine.Answer;
import io.tidemark.analytics.engine.Basis;
import io.tidemark.analytics.fleet.Comparison;
import io.tidemark.analytics.fleet.Spread;
import io.tidemark.analytics.fleet.Standing;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import java.util.List;

/// Servers beside each other.
@Schema(name = "Fleet")
public record FleetAnswer(
        @Schema(examples = "size") String by,
        @Nullable Spread spread,

        @Schema(description = "How many servers it takes to call one an outlier")
        int leastGroup,

        @Schema(description = "Greatest value first") List<Standing> items,
        Basis basis)
        implements Tabular {

    @Override
    public Class<? extends Record> itemType() {
        return Standing.class;
    }

    static FleetAnswer of(String by, Answer<Comparison> answer) {
        Comparison comparison = answer.value();
        return new FleetAnswer(
                by, comparison.spread(), comparison.outliersFrom(), comparison.servers(), answer.basis());
    }
}
