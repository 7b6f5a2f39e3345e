package io.tidemark.analytics.rest;

import io.tidemark.analytics.consumer.Consumer;
import io.tidemark.analytics.engine.Answer;
import io.tidemark.analytics.engine.Basis;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.util.List;

/// What folders or owners are like.
@Schema(name = "Consumers")
public record ConsumersAnswer(
        @Schema(examples = "folder") String by,
        @Schema(description = "The largest first") List<Consumer> items,
        Basis basis)
        implements Tabular {

    @Override
    public Class<? extends Record> itemType() {
        return Consumer.class;
    }

    static ConsumersAnswer of(String by, Answer<List<Consumer>> answer) {
        return new ConsumersAnswer(by, answer.value(), answer.basis());
    }
}
