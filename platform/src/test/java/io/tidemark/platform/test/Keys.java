package io.tidemark.platform.test;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/// The key that signs the tokens of a test run, and one that nobody knows.
final class Keys {
    static final String ID = "test-key";

    /// The tests' own copies of this class (one per class loader) must sign alike, so the key stands in the system
    /// properties.
    static final KeyPair TRUSTED = shared();

    static final KeyPair STRANGER = generate();

    private Keys() {}

    static String jwks() {
        ECPublicKey key = (ECPublicKey) TRUSTED.getPublic();
        return """
                {"keys":[{"kty":"EC","crv":"P-256","use":"sig","alg":"ES256","kid":"%s","x":"%s","y":"%s"}]}""".formatted(
                ID, coordinate(key.getW().getAffineX()), coordinate(key.getW().getAffineY()));
    }

    private static KeyPair shared() {
        return (KeyPair) System.getProperties().computeIfAbsent("tidemark.test.key", key -> generate());
    }

    private static KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String coordinate(BigInteger value) {
        byte[] bytes = new byte[32];
        byte[] raw = value.toByteArray();
        int length = Math.min(raw.length, 32);
        System.arraycopy(raw, raw.length - length, bytes, 32 - length, length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
