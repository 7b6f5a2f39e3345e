package io.tidemark.auth.agent;

import org.jose4j.jwk.JsonWebKey;

import java.util.List;

/// The public keys of the cluster, as they were heard of last. Does not block.
@FunctionalInterface
public interface ClusterKeys {
    List<JsonWebKey> known();
}
