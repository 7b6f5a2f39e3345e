package io.tidemark.history.rest;

import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What callers say of the versions they have (RFC 9110, section 13).
final class EntityTags {

    private static final Pattern VERSION = Pattern.compile("\"(\\d{1,18})\"");

    private EntityTags() {}

    /// Whether the caller says that it has the content with this tag.
    static boolean held(String tag, HttpHeaders headers) {
        String ifNoneMatch = headers.getHeaderString(HttpHeaders.IF_NONE_MATCH);
        return ifNoneMatch != null
                && Arrays.stream(ifNoneMatch.split(",", -1))
                        .map(String::strip)
                        .anyMatch(one ->
                                one.equals("*") || one.equals("\"" + tag + "\"") || one.equals("W/\"" + tag + "\""));
    }

    /// Content that may change; 304 when the caller has it already.
    static Response answer(String tag, HttpHeaders headers, Supplier<Object> content) {
        Response.ResponseBuilder answer = held(tag, headers) ? Response.notModified() : Response.ok(content.get());
        return answer.tag(new EntityTag(tag))
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .build();
    }

    /// The version that the caller wants to replace: that of `If-Match`, 0 for `If-None-Match: *`, null
    /// for any.
    ///
    /// @throws ProblemException 400 when `If-Match` is no version
    static @Nullable Long expected(HttpHeaders headers) {
        String ifMatch = headers.getHeaderString(HttpHeaders.IF_MATCH);
        if (ifMatch == null) {
            return "*".equals(headers.getHeaderString(HttpHeaders.IF_NONE_MATCH)) ? 0L : null;
        }
        Matcher matcher = VERSION.matcher(ifMatch.strip());
        if (!matcher.matches()) {
            throw new ProblemException(
                    ProblemCode.MALFORMED, "If-Match: must be the ETag of the version to replace, such as \"3\"");
        }
        return Long.valueOf(matcher.group(1));
    }
}
