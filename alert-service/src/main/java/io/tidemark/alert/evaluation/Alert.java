package io.tidemark.alert.evaluation;

import java.util.UUID;

/// One breach of one rule by one volume, from its first reading to its end.
public record Alert(UUID id, AlertKey key, Terms terms, State.Raised state) {

    public boolean isOpen() {
        return switch (state) {
            case State.Pending _ -> true;
            case State.Firing _ -> true;
            case State.Resolved _ -> false;
        };
    }
}
