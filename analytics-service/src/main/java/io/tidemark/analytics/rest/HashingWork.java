package io.tidemark.analytics.rest;

import io.tidemark.analytics.proof.Task;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.util.List;

/// What an agent is to hash next.
@Schema(name = "HashingWork")
public record HashingWork(List<Task> items) {}
