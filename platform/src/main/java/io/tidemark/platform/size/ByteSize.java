package io.tidemark.platform.size;

import java.util.Locale;

/// Formats whole bytes with binary units (IEC 80000-13): `1.5 GiB`.
public final class ByteSize {
    private static final String[] UNITS = {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

    private ByteSize() {}

    /// One decimal below 100 of a unit, none from there on; bytes below 1 KiB are exact. Negative counts (differences)
    /// keep their sign.
    public static String format(long bytes) {
        if (bytes > -1024 && bytes < 1024) {
            return bytes + " B";
        }
        double value = bytes;
        int unit = -1;
        // 1023.95 would print as 1024.0: it belongs to the next unit.
        while (Math.abs(value) >= 1023.95 && unit < UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        String pattern = Math.abs(value) < 99.95 ? "%.1f %s" : "%.0f %s";
        return String.format(Locale.ROOT, pattern, value, UNITS[unit]);
    }
}
