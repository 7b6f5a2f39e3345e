package io.tidemark.alert.evaluation;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Optional;

/// How much an answer about alerts can know. An empty list is only good news when it is complete.
///
/// @param complete whether every known volume has a fresh reading and rules were evaluated of late
/// @param reason what is missing, null when nothing is
public record Basis(
        boolean complete,
        @Nullable String reason,
        @Nullable Instant evaluatedAt,
        @Nullable Instant newestReadingAt,
        int volumes,
        int staleVolumes) {

    /// What is known now, after that pass.
    public static Basis of(Optional<Pass> lastPass, Evaluation evaluation, Instant now) {
        return lastPass.map(pass -> of(pass, missing(pass, evaluation, now)))
                .orElseGet(() -> new Basis(false, "no rule was evaluated yet", null, null, 0, 0));
    }

    private static Basis of(Pass pass, @Nullable String missing) {
        return new Basis(
                missing == null, missing, pass.at(), pass.newestReadingAt(), pass.volumes(), pass.staleVolumes());
    }

    private static @Nullable String missing(Pass pass, Evaluation evaluation, Instant now) {
        if (evaluation.isStale(pass.at(), now)) {
            return "no rule was evaluated of late";
        }
        if (pass.sourceFailure() != null) {
            return "the readings cannot be had";
        }
        if (pass.newestReadingAt() == null) {
            return "no volume has a reading yet";
        }
        if (evaluation.isStale(pass.newestReadingAt(), now)) {
            return "no reading is fresh";
        }
        return pass.staleVolumes() > 0 ? "some volumes have no fresh reading" : null;
    }
}
