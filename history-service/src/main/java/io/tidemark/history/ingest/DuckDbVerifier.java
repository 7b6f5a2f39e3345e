package io.tidemark.history.ingest;

import io.tidemark.history.snapshot.LockedDatabase;
import io.tidemark.history.snapshot.Manifest;
import io.tidemark.platform.problem.ProblemException;
import org.jboss.logging.Logger;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/// Checks the files, then opens them with DuckDB.
public final class DuckDbVerifier implements Verifier {

    private static final Logger LOG = Logger.getLogger(DuckDbVerifier.class);

    /// Whoever delivers waits for the check; where several run, the processors are shared.
    private static final int THREADS = 2;

    private static final Duration LATER = Duration.ofMinutes(5);

    private final FileCheck files;
    private final String memory;
    private final Duration timeout;
    private final TableCheck.Limits limits;

    /// @param memory what one check may take, in DuckDB's words, such as `256MB`
    /// @param maxRows rows that one part may have
    /// @param maxUnpackedBytes bytes that one part may unpack to
    public DuckDbVerifier(FileCheck files, String memory, Duration timeout, long maxRows, long maxUnpackedBytes) {
        this.files = files;
        this.memory = memory;
        this.timeout = timeout;
        this.limits = new TableCheck.Limits(maxRows, maxUnpackedBytes);
    }

    @Override
    public void verify(Path upload, Manifest manifest) throws IOException {
        files.check(upload, manifest);
        LockedDatabase.Means means = new LockedDatabase.Means(THREADS, memory, null, timeout);
        try (LockedDatabase database = LockedDatabase.open(List.of(upload), means)) {
            new TableCheck(database, upload, manifest).check(limits);
        } catch (SQLException e) {
            LOG.warnf(
                    "snapshotId=%s server=%s unreadable: %s", manifest.snapshotId(), manifest.server(), e.getMessage());
            throw refusal(e);
        }
    }

    private static ProblemException refusal(SQLException e) {
        if (LockedDatabase.isOutOfMeans(e)) {
            return new ProblemException(IngestProblem.SNAPSHOT_UNCHECKED, "The upload is kept; come again", e)
                    .retryAfter(LATER);
        }
        return new ProblemException(
                IngestProblem.SNAPSHOT_DAMAGED, "A part cannot be read as Parquet from one end to the other", e);
    }
}
