package io.tidemark.analytics.engine;

import java.util.Locale;
import java.util.regex.Pattern;

/// What a query may read from. `all_entries` and `all_directories` have the columns of the snapshot
/// format and `filename`; `basis` has `filename`, `server`, `root`, `snapshot`, `started` and `finished`
/// (microseconds since 1970) and `trusted` (whether times of last access can be) for each file. The
/// others are summaries, with the columns of their [Summary] and `filename`.
public enum Table {
    ALL_ENTRIES,
    ALL_DIRECTORIES,
    FOLDERS,
    LARGEST_FILES,
    SPREADS,
    NAMES,
    COMBINATIONS,
    FIGURES,
    TEMPERATURES,
    BASIS;

    private final Pattern word = Pattern.compile("\\b" + label() + "\\b");

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean isNamedIn(String sql) {
        return word.matcher(sql).find();
    }
}
