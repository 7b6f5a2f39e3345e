package io.tidemark.history.rest;

import io.tidemark.history.policy.Policy;
import io.tidemark.history.policy.PolicyDocument;
import io.tidemark.history.policy.PolicyKind;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Map;

/// One version of a policy.
///
/// @param target `everything`, `group:NAME` or `server:NAME`
/// @param document null where this version took the policy away
record PolicyAnswer(
        PolicyKind kind,
        String target,
        long version,
        @Nullable Map<String, @Nullable Object> document,
        Instant changedAt,
        String changedBy) {

    static PolicyAnswer of(Policy policy) {
        PolicyDocument document = policy.document();
        return new PolicyAnswer(
                policy.kind(),
                policy.target().text(),
                policy.version(),
                document == null ? null : document.toJson(),
                policy.changedAt(),
                policy.changedBy());
    }
}
