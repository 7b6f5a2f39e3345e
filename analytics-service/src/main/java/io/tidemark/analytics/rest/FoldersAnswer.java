package io.tidemark.analytics.rest;

import io.tidemark.analytics.engine.Answer;
import io.tidemark.analytics.engine.Basis;
import io.tidemark.analytics.folder.FolderRow;
import io.tidemark.platform.page.Page;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import java.util.List;

/// A list of folders.
@Schema(name = "Folders")
public record FoldersAnswer(List<FolderRow> items, @Nullable String nextCursor, Basis basis) implements Tabular {
    @Override
    public Class<? extends Record> itemType() {
        return FolderRow.class;
    }

    @Override
    public @Nullable String next() {
        return nextCursor;
    }

    static FoldersAnswer of(Answer<Page<FolderRow>> answer) {
        return new FoldersAnswer(answer.value().items(), answer.value().nextCursor(), answer.basis());
    }
}
