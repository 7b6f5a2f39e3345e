package io.tidemark.analytics.rest;

import io.tidemark.analytics.engine.Answer;
import io.tidemark.analytics.engine.Basis;
import io.tidemark.analytics.growth.Change;
import io.tidemark.analytics.growth.GrowthShares;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.util.List;

/// Growth in parts, which add up to the whole.
@Schema(name = "Growth")
public record GrowthAnswer(
        @Schema(examples = "owner") String by,

        @Schema(description = "The parts that changed most, first")
        List<GrowthShares.Part> items,

        @Schema(description = "How many parts are not listed", examples = "0")
        long others,

        @Schema(description = "What is not listed, together")
        Change other,

        @Schema(description = "All parts together") Change total,
        Basis basis)
        implements Tabular {

    @Override
    public Class<? extends Record> itemType() {
        return GrowthShares.Part.class;
    }

    static GrowthAnswer of(String by, Answer<GrowthShares> answer) {
        GrowthShares shares = answer.value();
        return new GrowthAnswer(by, shares.parts(), shares.others(), shares.rest(), shares.total(), answer.basis());
    }
}
