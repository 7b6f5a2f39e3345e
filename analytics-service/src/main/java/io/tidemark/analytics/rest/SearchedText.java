package io.tidemark.analytics.rest;

import io.tidemark.analytics.engine.Regex;
import io.tidemark.analytics.search.Condition;
import io.tidemark.analytics.search.NamePattern;
import io.tidemark.platform.problem.ProblemException;

/// A text to look for, and how.
record SearchedText(Condition condition) {
    /// @throws ProblemException 422 where it cannot be looked for like this
    static SearchedText named(String match, String text, String in) {
        if (!in.equals("name") && !in.equals("path")) {
            throw ProblemException.field("in", "must be name or path, not '" + in + "'");
        }
        return switch (match) {
            case "text" -> new SearchedText(new Condition.Named(new NamePattern(text)));
            case "regex" -> new SearchedText(new Condition.Matches(new Regex(text), in.equals("path")));
            default -> throw ProblemException.field("match", "must be text or regex, not '" + match + "'");
        };
    }
}
