package io.tidemark.analytics.source;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/// Which of a root's snapshots a question is about.
public sealed interface Moment {
    /// The newest one of each root.
    record Newest() implements Moment {}

    /// The newest one of each root whose scan had started by a moment.
    record At(Instant moment) implements Moment {}

    /// The last ones of each day (UTC).
    ///
    /// @param folder only of roots that contain it; null for all
    /// @param most of all roots together, the newest
    record Days(Instant from, Instant to, @Nullable String folder, int most) implements Moment {
        public Days {
            if (to.isBefore(from) || most < 1) {
                throw new IllegalArgumentException("a period has an end behind its beginning and room for a snapshot");
            }
        }
    }

    /// The newest ones of each root by each of two moments; roots without one by the first are unusable.
    record Two(Instant from, Instant to) implements Moment {
        public Two {
            if (to.isBefore(from)) {
                throw new IllegalArgumentException("the second moment is not before the first");
            }
        }
    }

    /// These ones, at most one of each root.
    record These(Set<UUID> snapshots) implements Moment {
        public These {
            snapshots = Set.copyOf(snapshots);
            if (snapshots.isEmpty()) {
                throw new IllegalArgumentException("these are at least one");
            }
        }
    }
}
