package io.tidemark.analytics.rest;

import io.tidemark.analytics.engine.Answer;
import io.tidemark.analytics.engine.Basis;
import io.tidemark.analytics.fleet.Pair;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.util.List;

/// Servers whose growth goes together.
@Schema(name = "FleetCorrelation")
public record CorrelationAnswer(
        @Schema(description = "Those that go together or against each other most first")
        List<Pair> items,

        Basis basis) implements Tabular {

    @Override
    public Class<? extends Record> itemType() {
        return Pair.class;
    }

    static CorrelationAnswer of(Answer<List<Pair>> answer) {
        return new CorrelationAnswer(answer.value(), answer.basis());
    }
}
