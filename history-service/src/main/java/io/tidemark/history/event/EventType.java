package io.tidemark.history.event;

import java.util.Arrays;
import java.util.Optional;

/// The kinds of events this service publishes.
public enum EventType {
    SNAPSHOT_REGISTERED("io.tidemark.snapshot.registered"),
    SAMPLES_RECEIVED("io.tidemark.samples.received"),
    SNAPSHOT_REDUCED("io.tidemark.snapshot.reduced"),
    SNAPSHOT_DAMAGED("io.tidemark.snapshot.damaged"),
    SNAPSHOT_REPAIRED("io.tidemark.snapshot.repaired"),
    MASS_CHANGE("io.tidemark.snapshot.mass-change"),
    SERVER_SILENT("io.tidemark.server.silent"),
    SERVER_BACK("io.tidemark.server.back");

    private final String word;

    EventType(String word) {
        this.word = word;
    }

    /// The CloudEvents type.
    public String word() {
        return word;
    }

    public static Optional<EventType> ifValid(String word) {
        return Arrays.stream(values()).filter(type -> type.word.equals(word)).findFirst();
    }

    public static EventType ofWord(String word) {
        return ifValid(word).orElseThrow(() -> new IllegalArgumentException("there are no events of type " + word));
    }
}
