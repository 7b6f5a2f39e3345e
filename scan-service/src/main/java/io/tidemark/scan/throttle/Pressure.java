package io.tidemark.scan.throttle;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How long some task of the machine had to wait for a resource.
///
/// @param share of the last ten seconds, 0 to 1
/// @param totalMicros since the machine started
public record Pressure(double share, long totalMicros) {

    private static final Pattern SOME = Pattern.compile("(?m)^some avg10=([0-9.]+) .*total=([0-9]+)$");

    /// Reads what the kernel says in a file of `/proc/pressure`.
    ///
    /// @throws IllegalArgumentException when it says something else
    static Pressure of(String text) {
        Matcher some = SOME.matcher(text);
        if (!some.find()) {
            throw new IllegalArgumentException("no pressure figures: " + text);
        }
        return new Pressure(Double.parseDouble(some.group(1)) / 100, Long.parseLong(some.group(2)));
    }
}
