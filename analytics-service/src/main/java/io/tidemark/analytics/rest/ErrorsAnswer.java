package io.tidemark.analytics.rest;

import io.tidemark.analytics.engine.Answer;
import io.tidemark.analytics.engine.Basis;
import io.tidemark.analytics.usage.Trouble;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.util.List;

/// What could not be read.
@Schema(name = "Errors")
public record ErrorsAnswer(List<Trouble> items, Basis basis) implements Tabular {
    @Override
    public Class<? extends Record> itemType() {
        return Trouble.class;
    }

    static ErrorsAnswer of(Answer<List<Trouble>> answer) {
        return new ErrorsAnswer(answer.value(), answer.basis());
    }
}
