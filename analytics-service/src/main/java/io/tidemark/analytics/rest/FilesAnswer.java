package io.tidemark.analytics.rest;

import io.tidemark.analytics.engine.Answer;
import io.tidemark.analytics.engine.Basis;
import io.tidemark.analytics.search.Found;
import io.tidemark.analytics.usage.HeavyFile;
import io.tidemark.platform.page.Page;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import java.util.List;

/// A list of files.
@Schema(name = "Files")
public record FilesAnswer(List<FileItem> items, @Nullable String nextCursor, Basis basis) implements Tabular {

    @Override
    public Class<? extends Record> itemType() {
        return FileItem.class;
    }

    @Override
    public @Nullable String next() {
        return nextCursor;
    }

    static FilesAnswer found(Answer<Page<Found>> answer) {
        Page<FileItem> page = answer.value().map(FileItem::of);
        return new FilesAnswer(page.items(), page.nextCursor(), answer.basis());
    }

    static FilesAnswer heavy(Answer<List<HeavyFile>> answer) {
        return new FilesAnswer(answer.value().stream().map(FileItem::of).toList(), null, answer.basis());
    }
}
