package io.tidemark.alert.rule;

import java.util.Arrays;
import java.util.Locale;

/// What of a volume a rule looks at.
public enum Measure {
    /// Used bytes as a share of used and available ones, as `df` shows it: 0 to 1. Trouble lies above.
    USED_SHARE,
    /// Bytes an ordinary user can still write (`df`'s Avail). Trouble lies below.
    FREE_BYTES,
    /// Free inodes as a share of all inodes: 0 to 1. Trouble lies below. A volume that counts no inodes has no such
    /// share.
    FREE_INODES_SHARE;

    /// The measure of that word in the API, such as `used-share`.
    ///
    /// @throws IllegalArgumentException when there is none
    public static Measure of(String word) {
        return Arrays.stream(values())
                .filter(measure -> measure.word().equals(word))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("must be one of used-share, free-bytes, free-inodes-share"));
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Whether the first value is on the troubled side of the second; equal values are not.
    public boolean worse(double value, double than) {
        return switch (this) {
            case USED_SHARE -> value > than;
            case FREE_BYTES, FREE_INODES_SHARE -> value < than;
        };
    }

    /// Whether that number can be a reading of this measure at all.
    public boolean admits(double value) {
        return switch (this) {
            case USED_SHARE, FREE_INODES_SHARE -> value >= 0 && value <= 1;
            case FREE_BYTES -> value >= 0 && Double.isFinite(value);
        };
    }
}
