package io.tidemark.analytics.proof;

import io.tidemark.analytics.source.Audience;
import io.tidemark.platform.tenant.Tenancy;

/// Who looks at jobs: at his own, and at those of others of whose tenant he may see everything.
///
/// @param whole of whom he may see everything
/// @param audience what he may see of files
public record Viewer(String subject, Tenancy whole, Audience audience) {
    boolean sees(Job job) {
        return job.subject().equals(subject) || whole.contains(job.subject());
    }
}
