package io.tidemark.auth.seal;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;

/// The Ed25519 key that signs checkpoints. As text: the private half (PKCS #8), a blank, the public half (X.509), both
/// in Base64.
public final class NoteKey {
    private static final Base64.Encoder BASE64 = Base64.getEncoder();

    private final PrivateKey secret;
    private final NoteVerifier verifier;

    private NoteKey(PrivateKey secret, NoteVerifier verifier) {
        this.secret = secret;
        this.verifier = verifier;
    }

    /// @param name of the log, which is the name of its key as well
    /// @throws IllegalArgumentException where the text is not a key pair
    public static NoteKey parse(String name, String text) {
        String[] halves = text.strip().split("\\s+", -1);
        if (halves.length != 2) {
            throw notAKey(null);
        }
        try {
            KeyFactory factory = KeyFactory.getInstance("Ed25519");
            byte[] encoded = Base64.getDecoder().decode(halves[1]);
            factory.generatePublic(new X509EncodedKeySpec(encoded));
            PrivateKey secret = factory.generatePrivate(
                    new PKCS8EncodedKeySpec(Base64.getDecoder().decode(halves[0])));
            byte[] raw = Arrays.copyOfRange(encoded, encoded.length - NoteVerifier.KEY_LENGTH, encoded.length);
            return new NoteKey(secret, new NoteVerifier(name, raw)).tried();
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw notAKey(e);
        }
    }

    public static String generate() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return BASE64.encodeToString(pair.getPrivate().getEncoded()) + " "
                    + BASE64.encodeToString(pair.getPublic().getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot make an Ed25519 key", e);
        }
    }

    public NoteVerifier verifier() {
        return verifier;
    }

    /// Over exactly this text.
    byte[] sign(String text) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(secret);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Two halves that do not belong together would sign what nobody can check.
    private NoteKey tried() {
        if (!verifier.accepts("halves", sign("halves"))) {
            throw notAKey(null);
        }
        return this;
    }

    private static IllegalArgumentException notAKey(@Nullable Exception cause) {
        return new IllegalArgumentException(
                "the audit key must be the two halves of an Ed25519 key pair: PKCS #8 and X.509, in Base64", cause);
    }
}
