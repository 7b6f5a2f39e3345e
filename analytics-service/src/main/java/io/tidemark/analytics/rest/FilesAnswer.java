package io.tidemark.analytics.rest;

import io.tidemark.analytics.engine.Answer;
import io.tidemark.analytics.engine.Basis;
import io.tidemark.analytics.search.FileRow;
import io.tidemark.platform.page.Page;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import java.util.List;

/// A list of files.
@Schema(name = "Files")
public record FilesAnswer(List<FileRow> items, @Nullable String nextCursor, Basis basis) implements Tabular {
    @Override
    public Class<? extends Record> itemType() {
        return FileRow.class;
    }

    @Override
    public @Nullable String next() {
        return nextCursor;
    }

    static FilesAnswer of(Answer<Page<FileRow>> answer) {
        return new FilesAnswer(answer.value().items(), answer.value().nextCursor(), answer.basis());
    }
}
