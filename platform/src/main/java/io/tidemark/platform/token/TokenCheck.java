package io.tidemark.platform.token;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import io.tidemark.platform.access.TokenHeader;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// The one check of every token: type, a key that auth-service publishes, signature, issuer, audience,
/// times, and whether it was revoked. All but the last is remembered for a minute.
@Singleton
@Startup
@Alternative
@Priority(1)
class TokenCheck extends JWTCallerPrincipalFactory {
    private final JWTCallerPrincipalFactory rules = new DefaultJWTCallerPrincipalFactory();
    private final CheckedTokens checked = new CheckedTokens();
    private final Issuer issuer;
    private final Timer timer;

    TokenCheck(Issuer issuer, MeterRegistry meters) {
        this.issuer = issuer;
        this.timer = Timer.builder("tidemark.token.check")
                .description("How long the check of a token takes")
                .publishPercentiles(0.5, 0.99)
                .register(meters);
    }

    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo configured) throws ParseException {
        long begin = System.nanoTime();
        Instant now = Instant.now();
        JWTCallerPrincipal known = checked.find(token, now).orElse(null);
        JWTCallerPrincipal principal = known == null ? checkedAnew(token, configured, now) : known;
        if (isRevoked(principal.getClaim("sid"))
                || isRevoked(principal.getTokenID())
                || isRevoked(principal.getClaim("tenant_mark"))) {
            throw new ParseException("the token was revoked");
        }
        timer.record(System.nanoTime() - begin, java.util.concurrent.TimeUnit.NANOSECONDS);
        return principal;
    }

    private JWTCallerPrincipal checkedAnew(String token, JWTAuthContextInfo configured, Instant now)
            throws ParseException {
        JWTAuthContextInfo own = new JWTAuthContextInfo(configured);
        own.setPublicKeyLocation(null);
        own.setPublicVerificationKey(issuer.key(TokenHeader.keyId(token))
                .orElseThrow(() -> new ParseException("not an access token, or of an unknown key")));
        JWTCallerPrincipal principal = rules.parse(token, own);
        checked.add(token, principal, now);
        return principal;
    }

    private boolean isRevoked(@Nullable Object id) {
        return id != null && issuer.revoked(id.toString());
    }
}
