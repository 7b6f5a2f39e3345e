package io.tidemark.platform.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import java.util.List;

/// A problem document (RFC 9457), sent as `application/problem+json`.
///
/// @param type always `about:blank`; the meaning is in `code`
/// @param title the code's sentence
/// @param status the HTTP status
/// @param code stable, for programs
/// @param detail what was wrong this time, for people
/// @param errors the wrong fields of a 422; absent where there are none
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        String type,
        String title,
        int status,
        String code,
        @Nullable String detail,
        List<FieldError> errors) {
    public static final String MEDIA_TYPE = "application/problem+json";

    public Problem {
        errors = errors == null ? List.of() : List.copyOf(errors);
    }

    public static Problem of(ProblemException e) {
        ProblemCode code = e.code();
        return new Problem("about:blank", code.title(), code.status(), code.code(), e.detail(), e.errors());
    }
}
