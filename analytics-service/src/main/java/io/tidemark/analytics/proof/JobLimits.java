package io.tidemark.analytics.proof;

import java.time.Duration;

/// How much is kept of jobs.
///
/// @param files names that one job may have
/// @param running jobs that may run at once
/// @param kept jobs of which the results are kept
/// @param patience for how long a job waits for agents
public record JobLimits(int files, int running, int kept, Duration patience) {
    public JobLimits {
        require(files >= 2, "analytics.duplicates.files must be at least 2");
        require(running >= 1, "analytics.duplicates.running must be at least 1");
        require(kept > running, "analytics.duplicates.kept must be more than analytics.duplicates.running");
        require(patience.toSeconds() >= 1, "analytics.duplicates.patience must be at least PT1S");
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}
