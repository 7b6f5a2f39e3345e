package io.tidemark.history.policy;

import com.fasterxml.jackson.annotation.JsonProperty;

import java.util.Arrays;
import java.util.Optional;

/// What a policy is about.
public enum PolicyKind {
    @JsonProperty("scan")
    SCAN("scan"),
    @JsonProperty("sampling")
    SAMPLING("sampling"),
    @JsonProperty("retention")
    RETENTION("retention"),
    /// What storage costs, for analytics-service.
    @JsonProperty("price")
    PRICE("price");

    private final String word;

    PolicyKind(String word) {
        this.word = word;
    }

    /// The word in addresses, JSON and the database.
    public String word() {
        return word;
    }

    public static Optional<PolicyKind> ifValid(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }

    public static PolicyKind ofWord(String word) {
        return ifValid(word).orElseThrow(() -> new IllegalArgumentException("there are no policies of kind " + word));
    }
}
