package io.tidemark.scan.rest;

import io.tidemark.scan.job.JobState;
import io.tidemark.scan.job.ScanJob;

/// What the audit log keeps of a scan before and after somebody asked for something.
record JobSide(String server, String root, JobState state, PolicyView policy) {

    static JobSide of(ScanJob job) {
        return new JobSide(job.server(), job.root(), job.state(), PolicyView.of(job.policy()));
    }
}
