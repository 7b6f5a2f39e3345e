package io.tidemark.auth.agent;

import java.util.Set;

/// A Kubernetes cluster whose pods may be agents.
///
/// @param issuer what its tokens name as theirs
/// @param audience whom a token must be for
/// @param algorithm the only one it signs with
/// @param accounts service accounts of agents, each as `namespace/name`
public record Cluster(String issuer, String audience, String algorithm, Set<String> accounts) {
    private static final Set<String> ALGORITHMS = Set.of("RS256", "ES256", "ES384", "ES512");

    public Cluster {
        accounts = Set.copyOf(accounts);
        if (issuer.isBlank() || audience.isBlank()) {
            throw new IllegalArgumentException("auth.kubernetes.issuer and auth.kubernetes.audience must not be empty");
        }
        if (!ALGORITHMS.contains(algorithm)) {
            throw new IllegalArgumentException("auth.kubernetes.algorithm is one of " + ALGORITHMS);
        }
        if (accounts.isEmpty() || !accounts.stream().allMatch(a -> a.matches("[a-z0-9-]+/[a-z0-9.-]+"))) {
            throw new IllegalArgumentException(
                    "auth.kubernetes.agents names service accounts as namespace/name, such as tidemark/scan");
        }
    }
}
