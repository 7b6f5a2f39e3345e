package io.tidemark.scan.selection;

import io.tidemark.scan.walk.Selection;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

/// Leaves out what patterns name, and walks only what others name. What is excluded is so even where it is included.
/// A directory that is on the way to something included is walked, but what lies in it is recorded only where it is
/// included itself.
final class PatternSelection implements Selection {

    private final Patterns exclude;
    private final @Nullable Patterns include;
    private final Ways ways;

    /// @param include empty for everything
    PatternSelection(List<String> exclude, List<String> include) {
        this.exclude = new Patterns(exclude);
        this.include = include.isEmpty() ? null : new Patterns(include);
        this.ways = new Ways(include);
    }

    @Override
    public Inside in(byte[] path) {
        String directory = path.length == 0 ? "" : Patterns.bytesAsText(path) + "/";
        boolean whole = include == null || isIncludedAsAWhole(directory, include);
        return (name, isDirectory) -> includes(directory + Patterns.bytesAsText(name), isDirectory, whole);
    }

    /// What the last directory says that any pattern matches holds for all below it.
    private static boolean isIncludedAsAWhole(String directory, Patterns include) {
        boolean included = false;
        for (int slash = directory.indexOf('/'); slash >= 0; slash = directory.indexOf('/', slash + 1)) {
            included = Objects.requireNonNullElse(include.matches(directory.substring(0, slash), true), included);
        }
        return included;
    }

    private boolean includes(String path, boolean isDirectory, boolean whole) {
        if (Boolean.TRUE.equals(exclude.matches(path, isDirectory))) {
            return false;
        }
        return include == null
                || Objects.requireNonNullElse(include.matches(path, isDirectory), whole)
                || (isDirectory && ways.leadThrough(path));
    }
}
