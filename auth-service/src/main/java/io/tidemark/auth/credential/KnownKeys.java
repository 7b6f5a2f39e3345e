package io.tidemark.auth.credential;

import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.UnresolvableKeyException;

import java.security.Key;
import java.util.List;

/// Takes a key by its id from those that are known, and no other: keys in a header, or addresses of keys,
/// are not
/// looked at.
public record KnownKeys(List<JsonWebKey> known) implements VerificationKeyResolver {
    public KnownKeys {
        known = List.copyOf(known);
    }

    @Override
    public Key resolveKey(JsonWebSignature signature, List<JsonWebStructure> nesting) throws UnresolvableKeyException {
        return known.stream()
                .filter(key -> key.getKeyId() != null && key.getKeyId().equals(signature.getKeyIdHeaderValue()))
                .findAny()
                .map(JsonWebKey::getKey)
                .orElseThrow(() -> new UnresolvableKeyException("no key of this id"));
    }
}
