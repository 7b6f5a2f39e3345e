package io.tidemark.history.rest;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import java.util.function.Supplier;

/// Answers with content that never changes.
///
/// @param tag its entity tag, without quotes
/// @param held whether the caller says that it has the content
record Immutable(String tag, boolean held) {

    private static final String FOR_A_YEAR = "private, max-age=31536000, immutable";

    static Immutable of(String tag, HttpHeaders headers) {
        return new Immutable(tag, EntityTags.held(tag, headers));
    }

    /// 304 without content when the caller has it already.
    Response answer(Supplier<Response.ResponseBuilder> content) {
        Response.ResponseBuilder answer = held ? Response.notModified() : content.get();
        return answer.tag(new EntityTag(tag))
                .header(HttpHeaders.CACHE_CONTROL, FOR_A_YEAR)
                .build();
    }
}
