package io.tidemark.auth.rest;

import io.tidemark.auth.token.KeyRing;
import jakarta.enterprise.inject.spi.CDI;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.util.Base64;

/// Tokens of the administrator that carry the service's own key id, each wrong in one respect only. All but the last
/// three are signed with the service's real key.
enum OwnTokens {
    RIGHT {},
    EXPIRED {
        @Override
        JwtClaims claims() {
            JwtClaims claims = super.claims();
            claims.setExpirationTime(NumericDate.fromSeconds(NumericDate.now().getValue() - 60));
            return claims;
        }
    },
    NEVER_EXPIRING {
        @Override
        JwtClaims claims() {
            return without("exp");
        }
    },
    FOR_ANOTHER_AUDIENCE {
        @Override
        JwtClaims claims() {
            JwtClaims claims = super.claims();
            claims.setAudience("somebody-else");
            return claims;
        }
    },
    FOR_NO_AUDIENCE {
        @Override
        JwtClaims claims() {
            return without("aud");
        }
    },
    OF_ANOTHER_ISSUER {
        @Override
        JwtClaims claims() {
            JwtClaims claims = super.claims();
            claims.setIssuer("another-auth");
            return claims;
        }
    },
    OF_NO_ISSUER {
        @Override
        JwtClaims claims() {
            return without("iss");
        }
    },
    CHANGED_AFTER_SIGNING {
        @Override
        String token() {
            String[] parts = super.token().split("\\.", -1);
            String body = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
            byte[] changed = body.replace("users:read", "users:write").getBytes(StandardCharsets.UTF_8);
            return parts[0] + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(changed) + "." + parts[2];
        }
    },
    OF_AN_UNKNOWN_KEY_ID {
        @Override
        String keyId() {
            return "unknown";
        }
    },
    OF_A_PATH_AS_KEY_ID {
        @Override
        String keyId() {
            return "../../auth/master-key";
        }
    },
    OF_ANOTHER_TYPE {
        @Override
        String type() {
            return "rt+jwt";
        }
    },
    WITHOUT_SIGNATURE {
        @Override
        String token() {
            String[] parts = super.token().split("\\.", -1);
            return parts[0] + "." + parts[1] + ".";
        }
    },
    HMAC_WITH_THE_PUBLIC_KEY {
        @Override
        String token() {
            return hmac(ownKey().getPublicKey().getEncoded());
        }
    },
    HMAC_WITH_THE_PUBLIC_KEY_AS_PEM {
        @Override
        String token() {
            String body = Base64.getMimeEncoder(64, new byte[] {'\n'})
                    .encodeToString(ownKey().getPublicKey().getEncoded());
            return hmac(("-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n")
                    .getBytes(StandardCharsets.US_ASCII));
        }
    };

    String token() {
        return sign("ES256", ownKey().getPrivateKey());
    }

    String keyId() {
        return ownKey().calculateBase64urlEncodedThumbprint("SHA-256");
    }

    String type() {
        return "at+jwt";
    }

    JwtClaims claims() {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer("tidemark-auth");
        claims.setAudience("tidemark");
        claims.setSubject("administrator");
        claims.setStringClaim("client_id", "tidemark");
        claims.setStringClaim("scope", "users:read");
        claims.setGeneratedJwtId();
        claims.setIssuedAtToNow();
        claims.setNotBeforeMinutesInThePast(0);
        claims.setExpirationTimeMinutesInTheFuture(15);
        return claims;
    }

    final JwtClaims without(String claim) {
        JwtClaims claims = OwnTokens.RIGHT.claims();
        claims.unsetClaim(claim);
        return claims;
    }

    final String hmac(byte[] secret) {
        return sign("HS256", new HmacKey(secret));
    }

    private String sign(String algorithm, Key key) {
        JsonWebSignature token = new JsonWebSignature();
        token.setPayload(claims().toJson());
        token.setAlgorithmHeaderValue(algorithm);
        token.setKeyIdHeaderValue(keyId());
        token.setHeader("typ", type());
        token.setKey(key);
        try {
            return token.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    static PublicJsonWebKey ownKey() {
        try {
            KeyRing keys = CDI.current().select(KeyRing.class).get();
            return PublicJsonWebKey.Factory.newPublicJwk(keys.signing().privateJwk());
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
