package io.tidemark.analytics.search;

import io.tidemark.analytics.engine.Row;
import io.tidemark.platform.page.Cursor;
import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;

import java.util.List;
import java.util.Objects;

/// Where a page of files ended.
record Place(long key, String server, String directory, String name, String rawName) {
    static Place of(Row row) {
        return new Place(
                row.number("key"),
                row.text("server"),
                row.text("directory"),
                row.text("name"),
                Objects.requireNonNullElse(row.textOrNull("raw"), ""));
    }

    /// @throws ProblemException 400 where it is no cursor of such a list
    static Place of(String cursor) {
        List<String> parts = Cursor.decode(cursor, 5);
        try {
            return new Place(Long.parseLong(parts.get(0)), parts.get(1), parts.get(2), parts.get(3), parts.get(4));
        } catch (NumberFormatException e) {
            throw new ProblemException(ProblemCode.MALFORMED, "cursor: not one this list gave out", e);
        }
    }

    String cursor() {
        return Cursor.encode(Long.toString(key), server, directory, name, rawName);
    }
}
