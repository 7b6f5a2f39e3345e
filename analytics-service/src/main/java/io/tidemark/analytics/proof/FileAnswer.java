package io.tidemark.analytics.proof;

import io.tidemark.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// What an agent says of one [Task]. It comes from outside: nothing of it is trusted before [#check].
///
/// @param stage partial or full
/// @param outcome `hashed`, or why not
/// @param hash SHA-256, where it was hashed
/// @param exclusiveBytes as [Finding.Extents], where all of it was hashed
public record FileAnswer(
        @Nullable UUID job,
        int file,
        @Nullable String stage,
        @Nullable String outcome,
        @Nullable String hash,
        long exclusiveBytes,
        long sharedBytes,
        long unclearBytes,
        @Nullable String layout) {
    static final String HASHED = "hashed";
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    /// @param field how the answer is called where it is wrong
    /// @throws ProblemException 422 where no agent would say this
    void check(String field) {
        if (job == null) {
            throw ProblemException.field(field + ".job", "must be the id of a job");
        }
        if (stage == null || Stage.of(stage).isEmpty()) {
            throw ProblemException.field(field + ".stage", "must be partial or full");
        }
        if (outcome == null
                || !(outcome.equals(HASHED) || Reason.ofAgent(outcome).isPresent())) {
            throw ProblemException.field(field + ".outcome", "must be hashed, changed, vanished, unreadable or stub");
        }
        if (outcome.equals(HASHED) && (hash == null || !SHA256.matcher(hash).matches())) {
            throw ProblemException.field(field + ".hash", "must be 64 hexadecimal digits in lower case");
        }
        if (layout != null && !SHA256.matcher(layout).matches()) {
            throw ProblemException.field(field + ".layout", "must be 64 hexadecimal digits in lower case");
        }
        if (exclusiveBytes < 0 || sharedBytes < 0 || unclearBytes < 0) {
            throw ProblemException.field(field + ".exclusiveBytes", "and the others must not be negative");
        }
    }

    Optional<Stage> asked() {
        return Stage.of(stage == null ? "" : stage);
    }

    /// What is known by it.
    ///
    /// @throws IllegalArgumentException where it was not checked and is wrong
    Finding finding() {
        if (outcome == null || !outcome.equals(HASHED)) {
            return new Finding.Unproven(Reason.ofAgent(outcome == null ? "" : outcome)
                    .orElseThrow(() -> new IllegalArgumentException("no outcome")));
        }
        if (hash == null) {
            throw new IllegalArgumentException("no hash");
        }
        return asked().equals(Optional.of(Stage.PARTIAL))
                ? new Finding.Partial(hash)
                : new Finding.Whole(hash, new Finding.Extents(exclusiveBytes, sharedBytes, unclearBytes, layout));
    }
}
