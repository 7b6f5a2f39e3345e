package io.tidemark.scan.throttle;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import java.time.LocalTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A part of the day by the wall clock, from `from` until just before `to`. One that ends before it begins goes over
/// midnight. When clocks are put forward or back it is open as long as they show such a time.
public record Hours(LocalTime from, LocalTime to) {

    private static final String TIME = "(?:[01]\\d|2[0-3]):[0-5]\\d";
    private static final Pattern FORM = Pattern.compile("(" + TIME + ")-(" + TIME + "|24:00)");

    public Hours {
        if (from.equals(to)) {
            throw new IllegalArgumentException("hours that end when they begin: for the whole day give no hours");
        }
    }

    /// Reads `22:00-06:00`.
    ///
    /// @throws IllegalArgumentException when it is no such text
    @JsonCreator
    public static Hours of(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("hours look like 22:00-06:00, not like '" + text + "'");
        }
        String to = form.group(2).equals("24:00") ? "00:00" : form.group(2);
        return new Hours(LocalTime.parse(form.group(1)), LocalTime.parse(to));
    }

    boolean contains(LocalTime time) {
        return from.isBefore(to)
                ? !time.isBefore(from) && time.isBefore(to)
                : !time.isBefore(from) || time.isBefore(to);
    }

    @JsonValue
    @Override
    public String toString() {
        return from + "-" + to;
    }
}
