package io.tidemark.history.rest;

import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/// Times in parameters and cursors.
final class Times {

    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private Times() {}

    /// @throws ProblemException 422 when it is no RFC 3339 time between 1970 and 9999
    static @Nullable Instant ofParameter(String name, @Nullable String text) {
        if (text == null) {
            return null;
        }
        return parse(text)
                .orElseThrow(() -> ProblemException.field(name, "must be a time such as 2026-11-21T05:00:00Z"));
    }

    /// @throws ProblemException 400 when it is no time
    static Instant ofCursor(String text) {
        return parse(text).orElseThrow(Times::brokenCursor);
    }

    static ProblemException brokenCursor() {
        return new ProblemException(ProblemCode.MALFORMED, "cursor: not one this list gave out");
    }

    private static Optional<Instant> parse(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant())
                    .filter(time -> !time.isBefore(EARLIEST) && !time.isAfter(LATEST));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /// A number that a cursor holds.
    static long number(String text) {
        if (!text.matches("\\d{1,18}")) {
            throw brokenCursor();
        }
        return Long.parseLong(text);
    }
}
