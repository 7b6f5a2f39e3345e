package io.tidemark.analytics.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.analytics.search.Condition;
import io.tidemark.analytics.search.FileList;
import io.tidemark.analytics.search.Order;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A condition of any shape, and how what fulfils it is listed.
@Schema(name = "AdvancedSearch")
public record AdvancedSearch(
        @Schema(type = SchemaType.OBJECT, implementation = Object.class, description = """
                        An object with one key: and, or (lists of conditions), not (a condition), name (a text as of q), \
                        path (the same over the path), regex ({"pattern", "in": "name" or "path"}), size, allocated, links, \
                        uid, gid ({"from", "below"}), modified, accessed, changed, created, used ({"from", "before"}: moments), \
                        older, younger ({"of": one of these, "days"}), owner, group, type, extension (lists), permission \
                        (setuid, setgid, sticky, group-writable, world-readable, world-writable, executable), \
                        unowned, counted (true or false), folder (a path). Everything where absent.""") @Nullable
        JsonNode where,

        @Schema(description = "Whether folders are listed too; false where absent") @Nullable
        Boolean folders,

        @Schema(description = "size, newest, oldest, unused or path, which is taken where absent") @Nullable
        String sort,

        @Nullable Integer limit,
        @Nullable String cursor) {

    FileList list(int checkedLimit) {
        return new FileList(
                "search-advanced",
                where == null ? Condition.everything() : new ConditionReader().read(where),
                Boolean.TRUE.equals(folders),
                sort == null ? Order.PATH : Order.named(sort),
                checkedLimit,
                cursor);
    }
}
