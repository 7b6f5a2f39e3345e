package io.tidemark.auth.start;

import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import io.tidemark.auth.token.SigningKey;
import io.tidemark.platform.access.TokenHeader;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;

/// Checks tokens with the same rules as the other services, but with this service's own key from memory: it need not
/// ask
/// itself over HTTP.
@Singleton
@Alternative
@Priority(1)
class OwnKey extends JWTCallerPrincipalFactory {
    private final JWTCallerPrincipalFactory rules = new DefaultJWTCallerPrincipalFactory();
    private final SigningKey key;

    OwnKey(SigningKey key) {
        this.key = key;
    }

    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo configured) throws ParseException {
        if (!TokenHeader.keyId(token).equals(key.id())) {
            throw new ParseException("not an access token, or not of this service's key");
        }
        JWTAuthContextInfo local = new JWTAuthContextInfo(configured);
        local.setPublicKeyLocation(null);
        local.setPublicVerificationKey(key.publicKey());
        return rules.parse(token, local);
    }
}
