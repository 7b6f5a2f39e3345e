package io.tidemark.auth.credential;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/// Seals secrets that the database keeps: AES-256-GCM with a random nonce in front, under a key that is never in the
/// database. What a secret is for goes in as associated data, so that one cannot be put in another's place.
public final class SecretBox {
    /// A master key shorter than this can be guessed.
    public static final int MIN_LENGTH = 32;

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKey key;

    /// @param master any text nobody can guess; the key is derived from it (HKDF-SHA256, RFC 5869)
    public SecretBox(String master) {
        if (master.length() < MIN_LENGTH) {
            throw new IllegalArgumentException("the master key has at least " + MIN_LENGTH + " characters");
        }
        key = derived(master);
    }

    public byte[] seal(String secret, String purpose) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, nonce, secret.getBytes(StandardCharsets.UTF_8), purpose);
        return ByteBuffer.allocate(nonce.length + sealed.length)
                .put(nonce)
                .put(sealed)
                .array();
    }

    /// @throws WrongKey where it was sealed with another key or for another purpose, or was changed since
    public String open(byte[] sealed, String purpose) {
        if (sealed.length <= NONCE_BYTES) {
            throw new WrongKey(purpose);
        }
        byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
        byte[] content = Arrays.copyOfRange(sealed, NONCE_BYTES, sealed.length);
        return new String(run(Cipher.DECRYPT_MODE, nonce, content, purpose), StandardCharsets.UTF_8);
    }

    private byte[] run(int mode, byte[] nonce, byte[] content, String purpose) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(content);
        } catch (AEADBadTagException e) {
            throw new WrongKey(purpose);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot do AES-GCM", e);
        }
    }

    private static SecretKey derived(String master) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            "AES",
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(master.getBytes(StandardCharsets.UTF_8))
                                    .thenExpand("tidemark secrets".getBytes(StandardCharsets.UTF_8), 32));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot do HKDF", e);
        }
    }

    /// This key does not open that.
    public static final class WrongKey extends RuntimeException {
        private static final long serialVersionUID = 1L;

        WrongKey(String purpose) {
            super("the master key does not open " + purpose);
        }
    }
}
