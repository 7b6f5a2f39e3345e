package io.tidemark.history.snapshot;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A stretch of a file, from `first` to `last`, both included.
public record ByteRange(long first, long last) {

    private static final Pattern FORM = Pattern.compile("bytes=\\s*([0-9]{0,18})-([0-9]{0,18})\\s*");

    public ByteRange {
        if (first < 0 || last < first) {
            throw new IllegalArgumentException("a range has at least one byte");
        }
    }

    /// What a `Range` field asks of a file (RFC 9110, section 14).
    public sealed interface Request {}

    /// The whole file: no field, or one that may be passed over, such as several ranges at once.
    public record Whole() implements Request {}

    /// One stretch that is there.
    public record Partial(ByteRange range) implements Request {}

    /// A stretch that begins behind the end.
    public record Unsatisfiable() implements Request {}

    /// Reads `field` for a file of `size` bytes.
    public static Request parse(Optional<String> field, long size) {
        return field.map(FORM::matcher)
                .filter(Matcher::matches)
                .map(matcher -> parse(matcher.group(1), matcher.group(2), size))
                .orElseGet(Whole::new);
    }

    public long length() {
        return last - first + 1;
    }

    private static Request parse(String first, String last, long size) {
        if (first.isEmpty()) {
            return last.isEmpty() ? new Whole() : suffix(Long.parseLong(last), size);
        }
        long from = Long.parseLong(first);
        long to = last.isEmpty() ? Long.MAX_VALUE : Long.parseLong(last);
        if (to < from) {
            return new Whole();
        }
        return from >= size ? new Unsatisfiable() : new Partial(new ByteRange(from, Math.min(to, size - 1)));
    }

    private static Request suffix(long length, long size) {
        if (length == 0 || size == 0) {
            return new Unsatisfiable();
        }
        return new Partial(new ByteRange(Math.max(0, size - length), size - 1));
    }
}
