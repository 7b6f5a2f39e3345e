package io.tidemark.history.ingest;

import io.tidemark.history.snapshot.SnapshotStore;
import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/// Lets uploads in as long as there is room for them, only so many at once, and counts those it refuses.
public final class Admission {

    private static final long ALMOST_NOTHING = 1 << 20;
    private static final Duration SHORTLY = Duration.ofSeconds(5);
    private static final Duration LATER = Duration.ofMinutes(5);

    /// @param maxPartBytes of one part
    /// @param keepFreeBytes what an upload must leave free
    /// @param maxConcurrent parts that are taken at the same time
    public record Limits(long maxPartBytes, long keepFreeBytes, int maxConcurrent) {
        public Limits {
            if (maxPartBytes < 1 || keepFreeBytes < 0 || maxConcurrent < 1) {
                throw new IllegalArgumentException(
                        "history.upload: max-part-bytes and max-concurrent are at least 1, keep-free-bytes is at least 0");
            }
        }
    }

    private final SnapshotStore store;
    private final IngestMeter meter;
    private final Limits limits;
    private final Semaphore uploads;

    public Admission(SnapshotStore store, IngestMeter meter, Limits limits) {
        this.store = store;
        this.meter = meter;
        this.limits = limits;
        this.uploads = new Semaphore(limits.maxConcurrent());
    }

    /// What is done with a part.
    interface Taking<T> {
        T take() throws IOException;
    }

    long maxPartBytes() {
        return limits.maxPartBytes();
    }

    /// @param length what the sender says of the part's length, or -1
    /// @param missing what of it is not here yet, or -1
    <T> T admit(long length, long missing, Taking<T> taking) throws IOException {
        if (length > limits.maxPartBytes()) {
            throw refused(new ProblemException(
                    ProblemCode.TOO_LARGE, "A part must have at most " + limits.maxPartBytes() + " bytes"));
        }
        if (!uploads.tryAcquire()) {
            throw refused(new ProblemException(IngestProblem.INGEST_BUSY, "Too many parts are being uploaded")
                    .retryAfter(SHORTLY));
        }
        try {
            requireRoom(missing);
            return taking.take();
        } catch (ProblemException e) {
            throw refused(e);
        } catch (IOException e) {
            if (isFull(ALMOST_NOTHING)) {
                throw refused(full());
            }
            throw e;
        } finally {
            uploads.release();
        }
    }

    /// @throws ProblemException `store-full`
    void requireRoom(long length) throws IOException {
        if (isFull(limits.keepFreeBytes() + Math.max(0, length))) {
            throw full();
        }
    }

    ProblemException refused(ProblemException problem) {
        meter.refused(problem.code().code());
        return problem;
    }

    private boolean isFull(long needed) throws IOException {
        return store.freeBytes() <= needed;
    }

    private static ProblemException full() {
        return new ProblemException(IngestProblem.STORE_FULL, "There is not enough free space for the upload")
                .retryAfter(LATER);
    }
}
