package io.tidemark.history.retention;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tidemark.history.snapshot.Detail;
import io.tidemark.history.snapshot.Snapshot;

import java.util.Locale;

/// What the store has of a snapshot, the most first.
public enum Level {
    /// Everything as it was sealed.
    @JsonProperty("full")
    FULL(Detail.FULL),
    /// Everything, as what differs from another snapshot.
    @JsonProperty("difference")
    DIFFERENCE(Detail.FULL),
    @JsonProperty("directories")
    DIRECTORIES(Detail.DIRECTORIES),
    @JsonProperty("totals")
    TOTALS(Detail.TOTALS),
    @JsonProperty("gone")
    GONE(Detail.GONE);

    private final Detail detail;

    Level(Detail detail) {
        this.detail = detail;
    }

    public static Level of(Snapshot snapshot) {
        return of(snapshot.detail(), snapshot.difference() != null);
    }

    /// @param difference whether its tables are kept as a difference
    static Level of(Detail detail, boolean difference) {
        return switch (detail) {
            case FULL -> difference ? DIFFERENCE : FULL;
            case DIRECTORIES -> DIRECTORIES;
            case TOTALS -> TOTALS;
            case GONE -> GONE;
        };
    }

    /// What readers get.
    public Detail detail() {
        return detail;
    }

    /// The word in JSON and the database.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Level ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
