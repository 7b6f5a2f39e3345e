package io.tidemark.analytics.rest;

import io.tidemark.analytics.proof.Job;

import java.time.Instant;
import java.util.UUID;

/// What the audit log keeps of a comparison before and after somebody asked for something.
record JobSide(UUID id, String state, String createdBy, String filters, Instant endsAt) {
    static JobSide of(Job job) {
        return new JobSide(job.id(), job.state().word(), job.subject(), job.filters(), job.endsAt());
    }
}
