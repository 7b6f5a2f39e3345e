package io.tidemark.analytics.engine;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.tidemark.platform.problem.ProblemException;

/// A caller's regular expression as a parameter of a query. Only what can be matched in linear time is
/// one: neither references back nor looking around.
public record Regex(String text) {
    private static final int LONGEST = 1000;

    /// Takes what a caller wrote.
    ///
    /// @throws ProblemException 422 where it is no regular expression
    public Regex {
        if (text.isEmpty() || text.length() > LONGEST) {
            throw ProblemException.field(
                    "q", "must be a regular expression of 1 to " + LONGEST + " characters, not of " + text.length());
        }
        if (text.indexOf('\0') >= 0) {
            throw ProblemException.field("q", "must not contain the character 0, which no name has");
        }
        compile(text);
    }

    private static void compile(String text) {
        try {
            Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw EngineProblem.pattern(e.getDescription() + ": " + e.getPattern());
        }
    }
}
