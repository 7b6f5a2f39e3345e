package io.tidemark.analytics.rest;

import io.tidemark.analytics.duplicate.Candidate;
import io.tidemark.analytics.engine.Answer;
import io.tidemark.analytics.engine.Basis;
import io.tidemark.platform.page.Page;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import java.util.List;

/// Groups of files that look alike.
@Schema(name = "Duplicates")
public record DuplicatesAnswer(
        List<Candidate> items, @Nullable String nextCursor, Basis basis) implements Tabular {
    @Override
    public Class<? extends Record> itemType() {
        return Candidate.class;
    }

    @Override
    public @Nullable String next() {
        return nextCursor;
    }

    static DuplicatesAnswer of(Answer<Page<Candidate>> answer) {
        return new DuplicatesAnswer(answer.value().items(), answer.value().nextCursor(), answer.basis());
    }
}
