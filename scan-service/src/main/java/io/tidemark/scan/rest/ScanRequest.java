package io.tidemark.scan.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.platform.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import java.util.UUID;

/// Asks for a scan.
///
/// @param id UUID version 7; asking again with the same one begins nothing new
/// @param root absolute path of the directory to start at
/// @param policy fields that differ from the agent's policy
record ScanRequest(
        @Nullable @Schema(examples = "0190b3c4-7b1e-7cc3-98c4-dc0c0c07398f")
        UUID id,

        @Schema(examples = "/srv", required = true) String root,

        @Nullable @Schema(implementation = PolicyView.class, description = "Fields that differ from the agent's policy")
        JsonNode policy) {

    ScanRequest {
        if (root == null || root.isBlank()) {
            throw ProblemException.field("root", "must name a directory");
        }
        policy = policy == null || policy.isNull() ? null : policy;
    }
}
