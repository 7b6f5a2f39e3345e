package io.tidemark.auth.token;

import io.tidemark.auth.credential.Proof;

/// Reads tokens that a cluster gives to its pods.
public interface ClusterTokens {
    /// Whether tokens of any cluster are accepted here.
    boolean isKnown();

    /// The agent that this token stands for, as [Proof.Client], or [Proof.Refused].
    Proof prove(String token);
}
