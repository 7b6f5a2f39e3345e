package io.tidemark.history.rest;

import io.tidemark.history.server.ServerName;
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

    private static final String READ = "snapshots:read";

    private final SnapshotRegister register;
    private final Sight sight;

    SnapshotFinder(SnapshotRegister register, Sight sight) {
        this.register = register;
        this.sight = sight;
    }

    /// @throws ProblemException 404 where there is none that the caller may see, 422 where the text means none
    Snapshot find(String parameter, @Nullable String text, @Nullable String server, @Nullable String root) {
        if (text == null) {
            throw ProblemException.field(parameter, "must be given: the id of a snapshot, a day or a time");
        }
        Optional<SnapshotId> id = SnapshotId.ifValid(text);
        if (id.isPresent()) {
            return register.find(id.get())
                    .map(SnapshotRegister.Registered::snapshot)
                    .filter(found -> sight.sees(READ, found.server()))
                    .orElseThrow(() -> SnapshotProblem.notFound(text));
        }
        if (server == null || root == null) {
            throw ProblemException.field(server == null ? "server" : "root", "must be given beside a day or a time");
        }
        ServerName name = Names.server(server);
        Instant by = moment(parameter, text);
        if (!sight.sees(READ, name)) {
            throw SnapshotProblem.notFound(text);
        }
        return register.newestBy(name, root, by).orElseThrow(() -> SnapshotProblem.notFound(text));
    }

    /// The end of a day, or a time.
    ///
    /// @throws ProblemException 422 where the text is neither
    Instant moment(String parameter, String text) {
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
