package io.tidemark.auth.outside;

import org.jose4j.jwk.JsonWebKey;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/// An OpenID Connect provider.
public interface IdentityProvider {
    /// Its public keys, as they were heard of last. Does not block.
    List<JsonWebKey> keys();

    /// Where people sign in.
    ///
    /// @throws io.tidemark.platform.problem.ProblemException 503 while nothing was heard of it
    URI authorization();

    /// Gives the ID token for a code; empty where the provider does not take the code. Blocks.
    ///
    /// @throws io.tidemark.platform.problem.ProblemException 503 where it does not answer
    Optional<String> idToken(String code, String verifier);
}
