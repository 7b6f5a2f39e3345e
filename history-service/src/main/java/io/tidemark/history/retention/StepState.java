package io.tidemark.history.retention;

import com.fasterxml.jackson.annotation.JsonProperty;

import java.util.Locale;

/// How far a step of retention is.
public enum StepState {
    /// It is written down; nothing was taken away, and what was put beside the snapshot counts for
    /// nothing.
    @JsonProperty("prepared")
    PREPARED,
    /// The record knows less of the snapshot; files that nobody can see any longer may still be there.
    @JsonProperty("removing")
    REMOVING,
    @JsonProperty("done")
    DONE,
    /// Nothing happened, because somebody placed a hold.
    @JsonProperty("held")
    HELD,
    /// Nothing happened, because the snapshot was no longer what the plan had seen.
    @JsonProperty("overtaken")
    OVERTAKEN,
    /// Nothing happened, because its difference is not small enough or cannot be made; it is not tried
    /// again.
    @JsonProperty("whole")
    WHOLE,
    /// Nothing happened, because the service stopped, or what was needed was no longer there.
    @JsonProperty("undone")
    UNDONE;

    /// The word in the database.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static StepState ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
