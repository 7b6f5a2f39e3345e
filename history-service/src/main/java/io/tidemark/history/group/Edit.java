package io.tidemark.history.group;

import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Who changes something, when, and what they believe it to be.
///
/// @param expected the version that must be there, 0 for none; null when any will do
public record Edit(String by, Instant at, @Nullable Long expected) {

    public Edit {
        at = at.truncatedTo(ChronoUnit.MICROS);
    }

    /// @throws ProblemException 412 when another version is there
    public void require(long present) {
        if (expected != null && expected != present) {
            throw new ProblemException(
                    ProblemCode.PRECONDITION_FAILED,
                    present == 0 ? "There is none now" : "Version " + present + " is there now");
        }
    }
}
