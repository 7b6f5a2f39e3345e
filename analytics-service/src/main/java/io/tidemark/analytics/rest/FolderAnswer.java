package io.tidemark.analytics.rest;

import io.tidemark.analytics.engine.Answer;
import io.tidemark.analytics.engine.Basis;
import io.tidemark.analytics.folder.Folder;
import io.tidemark.analytics.folder.Totals;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import java.util.List;

/// A folder and its children.
@Schema(name = "Folder")
public record FolderAnswer(
        @Schema(examples = "/usr/share") String path,

        @Schema(description = "The folder on each server that has it")
        List<Totals> servers,

        @Schema(description = "Children on all these servers, largest first")
        List<ChildItem> items,

        @Nullable String nextCursor,
        Basis basis)
        implements Tabular {

    @Override
    public Class<? extends Record> itemType() {
        return ChildItem.class;
    }

    @Override
    public @Nullable String next() {
        return nextCursor;
    }

    static FolderAnswer of(Answer<Folder> answer) {
        Folder folder = answer.value();
        return new FolderAnswer(
                folder.path(),
                folder.servers(),
                folder.children().items().stream()
                        .map(child -> ChildItem.of(folder.path(), child))
                        .toList(),
                folder.children().nextCursor(),
                answer.basis());
    }
}
