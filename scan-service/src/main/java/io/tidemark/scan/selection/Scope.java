package io.tidemark.scan.selection;

import io.tidemark.scan.walk.Selection;

import java.util.List;

/// What of a tree belongs to a scan.
///
/// @param exclude gitignore patterns of what is left out
/// @param include gitignore patterns of what alone is walked; empty for all
/// @param oneFilesystem false to walk real filesystems that are mounted below the root too
public record Scope(List<String> exclude, List<String> include, boolean oneFilesystem) {

    /// All of one filesystem.
    public static final Scope WHOLE = new Scope(List.of(), List.of(), true);

    /// @throws IllegalArgumentException when one of the patterns is none, naming it
    public Scope {
        exclude = List.copyOf(exclude);
        include = List.copyOf(include);
        Patterns.check(exclude);
        Patterns.check(include);
    }

    /// False where one of them is no pattern.
    public static boolean arePatterns(List<String> patterns) {
        return patterns.stream().allMatch(pattern -> Patterns.trouble(pattern).isEmpty());
    }

    /// Costs nothing where nothing is left out.
    public Selection selection() {
        return exclude.isEmpty() && include.isEmpty() ? Selection.ALL : new PatternSelection(exclude, include);
    }
}
