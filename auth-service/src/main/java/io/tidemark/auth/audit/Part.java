package io.tidemark.auth.audit;

import java.util.Locale;

/// Rows of the log that stand in a Parquet file instead of the database: all from the first to the last.
///
/// @param file its name in the folder of such files
public record Part(long first, long last, String file) {
    public Part {
        if (first < 1 || last < first) {
            throw new IllegalArgumentException("a part has rows from 1 on, not " + first + " to " + last);
        }
    }

    public static Part of(long first, long last) {
        return new Part(first, last, String.format(Locale.ROOT, "audit-%012d-%012d.parquet", first, last));
    }
}
