package io.tidemark.analytics.search;

import io.tidemark.platform.problem.ProblemException;

import java.util.Comparator;
import java.util.stream.Stream;

/// What a name must look like. With `*` (any characters) or `?` (one character) the whole name is
/// matched, otherwise the text may stand anywhere in it. With a `/` the whole path is looked at instead
/// of the name. Upper and lower case are the same.
///
/// @param overPath whether the whole path is looked at
public record NamePattern(String text, boolean overPath) {
    private static final int LONGEST = 1000;

    /// Takes what a caller wrote.
    ///
    /// @throws ProblemException 422 where the text is empty, too long or cannot be in any name
    public NamePattern {
        if (text.isEmpty()) {
            throw ProblemException.field("q", "must not be empty");
        }
        if (text.length() > LONGEST) {
            throw ProblemException.field("q", "must have at most " + LONGEST + " characters, not " + text.length());
        }
        if (text.indexOf('\0') >= 0) {
            throw ProblemException.field("q", "must not contain the character 0, which no name has");
        }
    }

    /// Of the name, or, with a `/`, of the path.
    public NamePattern(String text) {
        this(text, text.indexOf('/') >= 0);
    }

    /// Of the path in any case.
    public static NamePattern ofPath(String text) {
        return new NamePattern(text, true);
    }

    /// The same as a pattern of SQL's LIKE with `\` as its escape character.
    String like() {
        StringBuilder like = new StringBuilder(text.length() + 2);
        text.chars().forEach(c -> append(like, (char) c));
        return isGlob() ? like.toString() : "%" + like + "%";
    }

    boolean isGlob() {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
    }

    /// The longest text without wild characters, perhaps none.
    String longestPart() {
        return Stream.of(text.split("[*?]", -1))
                .max(Comparator.comparingInt(String::length))
                .orElse("");
    }

    private static void append(StringBuilder like, char c) {
        switch (c) {
            case '*' -> like.append('%');
            case '?' -> like.append('_');
            case '%', '_', '\\' -> like.append('\\').append(c);
            default -> like.append(c);
        }
    }
}
