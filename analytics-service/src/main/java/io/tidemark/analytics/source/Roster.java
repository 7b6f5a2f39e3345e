package io.tidemark.analytics.source;

import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/// The servers with their tags and groups. While the record is away, what it said last.
public final class Roster {
    private final SnapshotSource source;
    private final InstantSource clock;
    private final Duration freshFor;
    private final ReentrantLock asking = new ReentrantLock();
    private @Nullable List<Server> last;
    private Instant askAgainAt = Instant.MIN;

    /// @param freshFor for how long the record is not asked again, whether it answered or not
    public Roster(SnapshotSource source, InstantSource clock, Duration freshFor) {
        this.source = source;
        this.clock = clock;
        this.freshFor = freshFor;
    }

    /// Blocks while the record is asked.
    ///
    /// @throws ProblemException 503 where it has never answered
    public List<Server> servers() {
        asking.lock();
        try {
            if (!clock.instant().isBefore(askAgainAt)) {
                ask();
                askAgainAt = clock.instant().plus(freshFor);
            }
            List<Server> known = last;
            if (known == null) {
                throw new ProblemException(
                        ProblemCode.UNAVAILABLE,
                        "Which servers belong to which group is not known while history-service is away");
            }
            return known;
        } finally {
            asking.unlock();
        }
    }

    private void ask() {
        try {
            last = List.copyOf(source.servers());
        } catch (SourceAway expected) {
            // What was known goes on to hold; the list of snapshots tells that the record is away.
            return;
        }
    }
}
