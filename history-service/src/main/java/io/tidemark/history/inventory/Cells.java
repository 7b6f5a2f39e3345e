package io.tidemark.history.inventory;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/// Reads the texts that tools write for numbers, times and kinds of files.
final class Cells {

    private static final BigDecimal MICROS = BigDecimal.valueOf(1_000_000);

    /// Seconds beyond the year 5000 are taken for thousandths, those for millionths and so on.
    private static final BigDecimal LATEST_SECOND = BigDecimal.valueOf(100_000_000_000L);

    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

    private static final int LONGEST_NUMBER = 40;

    private Cells() {}

    /// @return null for nothing
    static @Nullable Long number(String field, @Nullable String text) throws Unreadable {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return decimal(text).longValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            throw new Unreadable(field + " is no whole number: '" + Paths.shown(text) + "'", e);
        }
    }

    /// Microseconds since 1970: of a number of seconds, milli-, micro- or nanoseconds, or a time such as
    /// `2026-11-21T05:00:00Z`, with a blank for the T and without an offset (then UTC) or as a day too.
    static @Nullable Long time(String field, @Nullable String text) throws Unreadable {
        if (text == null || text.isBlank() || text.equals("-")) {
            return null;
        }
        try {
            return micros(text.strip());
        } catch (ArithmeticException | NumberFormatException | DateTimeException e) {
            throw new Unreadable(field + " is no time: '" + Paths.shown(text) + "'", e);
        }
    }

    static @Nullable Long octal(String field, @Nullable String text) throws Unreadable {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return Long.parseLong(text.strip(), 8);
        } catch (NumberFormatException e) {
            throw new Unreadable(field + " is no octal number: '" + Paths.shown(text) + "'", e);
        }
    }

    /// The words of `entries.type`, those of `find` and some that are usual.
    static String type(@Nullable String text) throws Unreadable {
        return switch (text == null ? "" : text.strip().toLowerCase(Locale.ROOT)) {
            case "", "f", "-", "file", "regular file", "regular" -> "file";
            case "d", "dir", "directory", "folder" -> Item.DIRECTORY;
            case "l", "link", "symlink", "symbolic link" -> "symlink";
            case "p", "fifo", "pipe" -> "fifo";
            case "s", "socket" -> "socket";
            case "c", "char" -> "char";
            case "b", "block" -> "block";
            default -> throw new Unreadable("type is none that is known: '" + Paths.shown(String.valueOf(text)) + "'");
        };
    }

    static @Nullable String text(@Nullable String text) throws Unreadable {
        if (text != null && text.indexOf('\0') >= 0) {
            throw new Unreadable("a text has a NUL character");
        }
        return text == null || text.isEmpty() ? null : text;
    }

    private static BigDecimal decimal(String text) {
        String number = text.strip();
        if (number.length() > LONGEST_NUMBER || number.indexOf('e') >= 0 || number.indexOf('E') >= 0) {
            throw new NumberFormatException("too long");
        }
        return new BigDecimal(number);
    }

    private static long micros(String text) {
        if (text.indexOf('-', 1) < 0) {
            BigDecimal number = decimal(text);
            while (number.abs().compareTo(LATEST_SECOND) > 0) {
                number = number.divide(THOUSAND);
            }
            return number.multiply(MICROS).longValue();
        }
        String iso =
                text.length() > 10 && text.charAt(10) == ' ' ? text.substring(0, 10) + "T" + text.substring(11) : text;
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant(iso));
    }

    private static Instant instant(String iso) {
        if (iso.length() == 10) {
            return LocalDate.parse(iso).atStartOfDay().toInstant(ZoneOffset.UTC);
        }
        boolean offset = iso.endsWith("Z") || iso.indexOf('+', 10) > 0 || iso.indexOf('-', 11) > 0;
        if (!offset) {
            return LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
        }
        boolean hoursOnly =
                iso.length() > 3 && (iso.charAt(iso.length() - 3) == '+' || iso.charAt(iso.length() - 3) == '-');
        return OffsetDateTime.parse(hoursOnly ? iso + ":00" : iso).toInstant();
    }
}
