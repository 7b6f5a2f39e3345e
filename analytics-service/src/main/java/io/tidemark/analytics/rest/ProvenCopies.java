package io.tidemark.analytics.rest;

import io.tidemark.analytics.engine.Basis;
import io.tidemark.analytics.proof.Copy;
import io.tidemark.platform.page.Page;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import java.util.List;

/// The names of files whose content others have too.
@Schema(name = "ProvenCopies")
public record ProvenCopies(List<Copy> items, @Nullable String nextCursor, Basis basis) implements Tabular {
    static ProvenCopies of(Page<Copy> page, Basis basis) {
        return new ProvenCopies(page.items(), page.nextCursor(), basis);
    }

    @Override
    public Class<? extends Record> itemType() {
        return Copy.class;
    }

    @Override
    public @Nullable String next() {
        return nextCursor;
    }
}
