package io.tidemark.analytics.rest;

import io.tidemark.analytics.engine.Answer;
import io.tidemark.analytics.engine.Basis;
import io.tidemark.analytics.fleet.Unlike;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.util.List;

/// Servers that are unlike their group.
@Schema(name = "FleetUnlike")
public record UnlikeAnswer(
        @Schema(description = "Most unlike first") List<Unlike> items, Basis basis) implements Tabular {

    @Override
    public Class<? extends Record> itemType() {
        return Unlike.class;
    }

    static UnlikeAnswer of(Answer<List<Unlike>> answer) {
        return new UnlikeAnswer(answer.value(), answer.basis());
    }
}
