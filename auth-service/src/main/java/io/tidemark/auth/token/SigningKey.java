package io.tidemark.auth.token;

import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Map;

/// A P-256 key that signs tokens.
public final class SigningKey {
    private final PublicJsonWebKey key;
    private final String id;

    private SigningKey(PublicJsonWebKey key) {
        if (!(key instanceof EllipticCurveJsonWebKey ec)
                || !EllipticCurves.P_256.equals(ec.getCurveName())
                || key.getPrivateKey() == null) {
            throw new IllegalArgumentException("the signing key must be a private EC key on P-256");
        }
        this.key = key;
        this.id = key.calculateBase64urlEncodedThumbprint("SHA-256");
    }

    public static SigningKey generate() {
        try {
            return new SigningKey(EcJwkGenerator.generateJwk(EllipticCurves.P256));
        } catch (JoseException e) {
            throw new IllegalStateException("This Java cannot make a P-256 key", e);
        }
    }

    /// @param json a JSON Web Key
    /// @throws IllegalArgumentException where it is no private P-256 key
    public static SigningKey of(String json) {
        try {
            return new SigningKey(PublicJsonWebKey.Factory.newPublicJwk(json));
        } catch (JoseException e) {
            throw new IllegalArgumentException("not a JSON Web Key", e);
        }
    }

    /// RFC 7638 thumbprint.
    public String id() {
        return id;
    }

    public PublicKey publicKey() {
        return key.getPublicKey();
    }

    PrivateKey privateKey() {
        return key.getPrivateKey();
    }

    /// All of it, to be sealed.
    public String privateJwk() {
        return key.toJson(OutputControlLevel.INCLUDE_PRIVATE);
    }

    /// The public half, as a member of a JSON Web Key Set.
    Map<String, Object> publicJwk() {
        Map<String, Object> parameters = key.toParams(OutputControlLevel.PUBLIC_ONLY);
        parameters.put(JsonWebKey.KEY_ID_PARAMETER, id);
        parameters.put(JsonWebKey.USE_PARAMETER, "sig");
        parameters.put(JsonWebKey.ALGORITHM_PARAMETER, "ES256");
        return parameters;
    }
}
