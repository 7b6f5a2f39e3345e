package io.tidemark.analytics.rest;

import io.tidemark.analytics.engine.Basis;
import io.tidemark.analytics.proof.Group;
import io.tidemark.platform.page.Page;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import java.util.List;

/// Contents that are there more than once.
@Schema(name = "ProvenGroups")
public record ProvenGroups(List<Group> items, @Nullable String nextCursor, Basis basis) implements Tabular {
    static ProvenGroups of(Page<Group> page, Basis basis) {
        return new ProvenGroups(page.items(), page.nextCursor(), basis);
    }

    @Override
    public Class<? extends Record> itemType() {
        return Group.class;
    }

    @Override
    public @Nullable String next() {
        return nextCursor;
    }
}
