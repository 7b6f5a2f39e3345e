package io.tidemark.platform.problem;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;

/// A failure that its thrower understands: a stable code, and a sentence that says what was wrong and what would be
/// right.
public class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ProblemCode code;
    private final transient List<FieldError> errors;
    private final transient @Nullable Duration retryAfter;

    public ProblemException(ProblemCode code, String detail) {
        this(code, detail, List.of(), null, null);
    }

    public ProblemException(ProblemCode code, String detail, Throwable cause) {
        this(code, detail, List.of(), null, cause);
    }

    private ProblemException(
            ProblemCode code,
            String detail,
            List<FieldError> errors,
            @Nullable Duration retryAfter,
            @Nullable Throwable cause) {
        super(detail, cause);
        this.code = code;
        this.errors = List.copyOf(errors);
        this.retryAfter = retryAfter;
    }

    /// 422 with every wrong field named.
    public static ProblemException fields(List<FieldError> errors) {
        String detail = errors.size() == 1
                ? errors.getFirst().field() + ": " + errors.getFirst().message()
                : errors.size() + " fields are wrong";
        return new ProblemException(ProblemCode.UNPROCESSABLE, detail, errors, null, null);
    }

    /// 422 for a single field.
    public static ProblemException field(String field, String message) {
        return fields(List.of(new FieldError(field, message)));
    }

    /// The same problem, telling the caller when to try again; for 429 and 503.
    public ProblemException retryAfter(Duration wait) {
        return new ProblemException(code, detail(), errors, wait, getCause());
    }

    public ProblemCode code() {
        return code;
    }

    public String detail() {
        String message = getMessage();
        return message == null ? code.title() : message;
    }

    public List<FieldError> errors() {
        return errors;
    }

    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
