package io.tidemark.scan.selection;

import org.eclipse.jgit.ignore.FastIgnoreRule;
import org.eclipse.jgit.ignore.IgnoreNode;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Patterns as git reads them from one `.gitignore` in the root of the scan: the last one that matches decides, `!`
/// turns a match around, a slash at the start or in the middle ties a pattern to the root, one at the end means
/// directories. Paths are bytes, and so are the patterns' UTF-8: `?` stands for one byte, as in git.
final class Patterns {

    private final IgnoreNode rules;

    Patterns(List<String> patterns) {
        this.rules = new IgnoreNode(patterns.stream().map(Patterns::rule).toList());
    }

    /// @throws IllegalArgumentException for the first one that is no pattern
    static void check(List<String> patterns) {
        patterns.stream()
                .flatMap(pattern -> trouble(pattern).stream())
                .findFirst()
                .ifPresent(trouble -> {
                    throw new IllegalArgumentException(trouble);
                });
    }

    /// Why this is no pattern; empty where it is one.
    static Optional<String> trouble(String pattern) {
        if (pattern.indexOf('\n') >= 0 || pattern.indexOf('\0') >= 0) {
            return Optional.of("a pattern is one line: '" + pattern + "'");
        }
        if (pattern.startsWith("#")) {
            return Optional.of("a comment is no pattern (write \\# for a name): '" + pattern + "'");
        }
        return PatternText.isClosed(pattern) && !rule(pattern).isEmpty()
                ? Optional.empty()
                : Optional.of("matches nothing, so is no pattern: '" + pattern + "'");
    }

    /// @param pattern as somebody wrote it
    static FastIgnoreRule rule(String pattern) {
        return new FastIgnoreRule(bytesAsText(PatternText.canonical(pattern).getBytes(StandardCharsets.UTF_8)));
    }

    /// One character for each byte, so that the library, which knows text only, compares bytes.
    static String bytesAsText(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /// What the patterns say of a path itself, or of a directory above it.
    ///
    /// @param path below the root, as {@link #bytesAsText} makes it
    /// @return null where no pattern matches
    @Nullable
    Boolean matches(String path, boolean isDirectory) {
        return rules.checkIgnored(path, isDirectory);
    }
}
