package io.tidemark.analytics.rest;

import io.tidemark.analytics.engine.Basis;
import io.tidemark.analytics.proof.UnprovenFile;
import io.tidemark.platform.page.Page;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import java.util.List;

/// Files of which nobody can say whether they have copies.
@Schema(name = "UnprovenFiles")
public record UnprovenFiles(
        List<UnprovenFile> items, @Nullable String nextCursor, Basis basis) implements Tabular {
    static UnprovenFiles of(Page<UnprovenFile> page, Basis basis) {
        return new UnprovenFiles(page.items(), page.nextCursor(), basis);
    }

    @Override
    public Class<? extends Record> itemType() {
        return UnprovenFile.class;
    }

    @Override
    public @Nullable String next() {
        return nextCursor;
    }
}
