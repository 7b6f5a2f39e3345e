package io.tidemark.auth.audit;

import java.util.regex.Pattern;

/// Texts of rows that are to stand on one line of a foreign format. The log takes no control characters in, but whoever
/// owns its table can put them there: they must not end a line and begin another.
final class OneLine {
    private static final Pattern BREAKS = Pattern.compile("[\\p{Cntrl}\\x{80}-\\x{9F}\\x{2028}\\x{2029}]");
    private static final Pattern NOT_PRINTABLE = Pattern.compile("[^\\x{21}-\\x{7E}]");

    private OneLine() {}

    /// Without what any reader could take for the end of a line.
    static String of(String text) {
        return BREAKS.matcher(text).replaceAll("\uFFFD");
    }

    /// Only what ASCII prints, without spaces, at most so long; `-` where nothing is left.
    static String word(String text, int longest) {
        String word = NOT_PRINTABLE.matcher(text).replaceAll("_");
        return word.isEmpty() ? "-" : word.substring(0, Math.min(word.length(), longest));
    }
}
