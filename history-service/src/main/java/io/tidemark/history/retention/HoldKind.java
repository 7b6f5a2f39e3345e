package io.tidemark.history.retention;

import com.fasterxml.jackson.annotation.JsonProperty;

import java.util.Arrays;
import java.util.Optional;

/// Why a snapshot must stay.
public enum HoldKind {
    /// Somebody wants to keep it.
    @JsonProperty("pin")
    PIN("pin"),
    /// A law or a court wants it kept.
    @JsonProperty("legal-hold")
    LEGAL_HOLD("legal-hold");

    private final String word;

    HoldKind(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    public static Optional<HoldKind> ifValid(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }
}
