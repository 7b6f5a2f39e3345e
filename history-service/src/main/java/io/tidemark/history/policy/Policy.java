package io.tidemark.history.policy;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// One version of what is attached to a target.
///
/// @param version 1 for the first, one more with every change; versions are never rewritten
/// @param document null where this version took the policy away
public record Policy(
        PolicyKind kind,
        Target target,
        long version,
        @Nullable PolicyDocument document,
        Instant changedAt,
        String changedBy) {

    public Policy {
        if (document != null && document.kind() != kind) {
            throw new IllegalArgumentException("policy and document are of one kind");
        }
    }
}
