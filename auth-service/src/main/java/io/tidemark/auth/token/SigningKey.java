package io.tidemark.auth.token;

import io.tidemark.auth.credential.SecretFile;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Map;

/// The P-256 key that signs tokens. It lives in one file, as a JSON Web Key, made at the first start and kept.
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

    /// @throws java.io.UncheckedIOException where the file cannot be made or read
    /// @throws IllegalArgumentException where its content is not a private P-256 key
    public static SigningKey readOrCreate(Path file) {
        String json = SecretFile.readOrCreate(file, SigningKey::generate);
        try {
            return new SigningKey(PublicJsonWebKey.Factory.newPublicJwk(json));
        } catch (JoseException e) {
            throw new IllegalArgumentException(file + " does not hold a JSON Web Key", e);
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

    /// The public half, as a member of a JSON Web Key Set.
    public Map<String, Object> publicJwk() {
        Map<String, Object> parameters = key.toParams(OutputControlLevel.PUBLIC_ONLY);
        parameters.put(JsonWebKey.KEY_ID_PARAMETER, id);
        parameters.put(JsonWebKey.USE_PARAMETER, "sig");
        parameters.put(JsonWebKey.ALGORITHM_PARAMETER, "ES256");
        return parameters;
    }

    private static String generate() {
        try {
            return EcJwkGenerator.generateJwk(EllipticCurves.P256).toJson(OutputControlLevel.INCLUDE_PRIVATE);
        } catch (JoseException e) {
            throw new IllegalStateException("This Java cannot make a P-256 key", e);
        }
    }
}
