package io.tidemark.launcher.report;

import io.tidemark.launcher.client.Api;
import io.tidemark.launcher.scan.Job;

/// The filter that makes analytics answer about what this scan saw.
final class Scope {
    private Scope() {}

    static String of(Job job) {
        return "server=" + Api.encode(job.server()) + "&root=" + Api.encode(job.root());
    }
}
