package io.tidemark.scan.walk;

import java.util.List;

/// What went wrong with one kind of cause.
///
/// @param count how often
/// @param examples the first ones seen, at most {@link #MAX_EXAMPLES}
public record ErrorKind(String kind, long count, List<Example> examples) {

    /// Paths kept for each kind.
    public static final int MAX_EXAMPLES = 100;

    public ErrorKind {
        examples = List.copyOf(examples);
        if (count < examples.size() || examples.size() > MAX_EXAMPLES) {
            throw new IllegalArgumentException("more examples than errors, or more than " + MAX_EXAMPLES);
        }
    }

    /// One failure.
    ///
    /// @param path readable, see {@link EntryBatch#rawName}
    public record Example(String path, String message) {}
}
