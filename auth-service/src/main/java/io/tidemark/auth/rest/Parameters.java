package io.tidemark.auth.rest;

import io.tidemark.platform.page.Cursor;
import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Reads query parameters.
final class Parameters {
    private static final int MOST_VALUES = 20;

    private Parameters() {}

    static Optional<Instant> time(String name, @Nullable String text) {
        try {
            return Optional.ofNullable(text).map(Instant::parse);
        } catch (DateTimeParseException e) {
            throw new ProblemException(
                    ProblemCode.MALFORMED, name + " must be a time in RFC 3339, such as 2026-01-31T12:00:00Z", e);
        }
    }

    /// Values of a filter that may be given several times.
    static Set<String> few(String name, List<String> values) {
        if (values.size() > MOST_VALUES) {
            throw ProblemException.field(name, "must not be given more than " + MOST_VALUES + " times");
        }
        return Set.copyOf(values);
    }

    /// The number of a row, or 0 for none.
    static long place(String name, @Nullable String text) {
        try {
            long place = text == null ? 0 : Long.parseLong(text);
            if (place < 0) {
                throw ProblemException.field(name, "must be the number of a row, or 0");
            }
            return place;
        } catch (NumberFormatException e) {
            throw new ProblemException(ProblemCode.MALFORMED, name + " must be the number of a row, or 0", e);
        }
    }

    /// Where a list of the newest first goes on: a time and an id.
    static Behind behind(@Nullable String cursor) {
        if (cursor == null) {
            return Behind.NOTHING;
        }
        List<String> parts = Cursor.decode(cursor, 2);
        try {
            return new Behind(Instant.parse(parts.getFirst()), UUID.fromString(parts.getLast()));
        } catch (DateTimeParseException | IllegalArgumentException e) {
            throw new ProblemException(ProblemCode.MALFORMED, "The cursor was not given out by this list", e);
        }
    }

    /// The place in the log at which a cursor stands.
    static Optional<Long> sequence(@Nullable String cursor) {
        try {
            return Optional.ofNullable(cursor)
                    .map(c -> Long.valueOf(Cursor.decode(c, 1).getFirst()));
        } catch (NumberFormatException e) {
            throw new ProblemException(ProblemCode.MALFORMED, "The cursor was not given out by this list", e);
        }
    }

    /// The last item of a page.
    record Behind(Instant at, UUID id) {
        private static final Behind NOTHING = new Behind(Instant.parse("9999-12-31T00:00:00Z"), new UUID(-1, -1));
    }
}
