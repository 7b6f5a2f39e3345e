package io.tidemark.history.rest;

import io.tidemark.history.snapshot.Snapshot;
import io.tidemark.history.snapshot.SnapshotId;
import io.tidemark.history.snapshot.SnapshotRegister;
import io.tidemark.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/// Finds the snapshot that a caller means by an id, a day or a time.
@ApplicationScoped
class SnapshotFinder {

    private final SnapshotRegister register;

    SnapshotFinder(SnapshotRegister register) {
        this.register = register;
    }

    /// @throws ProblemException 404 where there is none, 422 where the text means none
    Snapshot find(String parameter, @Nullable String text, @Nullable String server, @Nullable String root) {
        if (text == null) {
            throw ProblemException.field(parameter, "must be given: the id of a snapshot, a day or a time");
        }
        Optional<SnapshotId> id = SnapshotId.ifValid(text);
        if (id.isPresent()) {
            return register.find(id.get())
                    .orElseThrow(() -> SnapshotProblem.notFound(text))
                    .snapshot();
        }
        if (server == null || root == null) {
            throw ProblemException.field(server == null ? "server" : "root", "must be given beside a day or a time");
        }
        return register.newestBy(Names.server(server), root, moment(parameter, text))
                .orElseThrow(() -> SnapshotProblem.notFound(text));
    }

    private static Instant moment(String parameter, String text) {
        try {
            return LocalDate.parse(text)
                    .plusDays(1)
                    .atStartOfDay()
                    .toInstant(ZoneOffset.UTC)
                    .minus(Duration.ofNanos(1000));
        } catch (DateTimeParseException e) {
            Instant time = Times.ofParameter(parameter, text);
            return time == null ? Instant.EPOCH : time;
        }
    }
}
