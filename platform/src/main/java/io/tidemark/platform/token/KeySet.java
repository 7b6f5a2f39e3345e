package io.tidemark.platform.token;

import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;

import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.util.HashMap;
import java.util.Map;

/// Reads a JSON Web Key Set.
final class KeySet {
    private KeySet() {}

    /// The public EC keys that have an id, by it.
    ///
    /// @throws IllegalArgumentException where this is no key set, or has no such key
    static Map<String, PublicKey> read(String json) {
        Map<String, PublicKey> keys = new HashMap<>();
        try {
            for (JsonWebKey key : new JsonWebKeySet(json).getJsonWebKeys()) {
                if (key.getKeyId() != null && key.getKey() instanceof ECPublicKey ec) {
                    keys.put(key.getKeyId(), ec);
                }
            }
        } catch (JoseException e) {
            throw new IllegalArgumentException("auth-service publishes no key set", e);
        }
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("auth-service publishes no key");
        }
        return Map.copyOf(keys);
    }
}
