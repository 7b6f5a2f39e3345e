package io.tidemark.scan.throttle;

import com.fasterxml.jackson.annotation.JsonValue;

import java.util.Locale;

/// Why a scan does not go on.
public enum Waiting {
    /// Its share of the processors is used up.
    SHARE,
    /// Its system calls are used up.
    CALLS,
    /// It is not the time of day, or its time in these hours is over.
    HOURS,
    /// Others need the machine.
    PRESSURE,
    /// Somebody paused it.
    PAUSED;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
