package io.tidemark.analytics.proof;

import io.tidemark.analytics.source.Audience;

/// Who looks at jobs: at his own, and at those of others where he may see everything.
public record Viewer(String subject, Audience audience) {
    boolean sees(Job job) {
        return job.subject().equals(subject) || audience == Audience.EVERYBODY;
    }
}
