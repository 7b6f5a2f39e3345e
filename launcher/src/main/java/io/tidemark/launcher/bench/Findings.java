package io.tidemark.launcher.bench;

import java.util.List;

/// What a benchmark found.
///
/// @param lines for people: everything that was measured
/// @param figures for programs, and those with a limit for people too
public record Findings(List<String> lines, List<Figure> figures) {
    /// Whether all limits are kept.
    public boolean isGood() {
        return figures.stream().allMatch(Figure::isGood);
    }
}
