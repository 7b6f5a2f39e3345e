package io.tidemark.analytics.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import java.util.UUID;

/// Asks for a job; which files it is about says the query.
///
/// @param id the job's, chosen by the caller: asked for again, it is the same job
@Schema(name = "ProofRequest")
public record ProofRequest(@Nullable UUID id) {}
