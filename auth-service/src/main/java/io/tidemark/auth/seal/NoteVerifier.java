package io.tidemark.auth.seal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// The public half of a key that signs notes (C2SP signed-note), written `name+id+key`.
public final class NoteVerifier {
    static final int KEY_LENGTH = 32;
    static final int ID_LENGTH = 4;

    private static final byte ED25519 = 1;
    private static final byte[] X509_HEAD = HexFormat.of().parseHex("302a300506032b6570032100");

    private final String name;
    private final byte[] raw;
    private final PublicKey key;

    NoteVerifier(String name, byte[] raw) {
        if (name.isBlank() || name.contains("+") || name.chars().anyMatch(Character::isWhitespace)) {
            throw new IllegalArgumentException("the name of a log has neither blanks nor a plus sign");
        }
        this.name = name;
        this.raw = raw.clone();
        try {
            byte[] encoded = Arrays.copyOf(X509_HEAD, X509_HEAD.length + KEY_LENGTH);
            System.arraycopy(raw, 0, encoded, X509_HEAD.length, KEY_LENGTH);
            this.key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not an Ed25519 key", e);
        }
    }

    /// @throws IllegalArgumentException where the text is not a verifier, or its id is not that of its key
    public static NoteVerifier parse(String text) {
        String[] parts = text.strip().split("\\+", 3);
        if (parts.length != 3) {
            throw new IllegalArgumentException("a verifier is written name+id+key");
        }
        byte[] key = Base64.getDecoder().decode(parts[2]);
        if (key.length != KEY_LENGTH + 1 || key[0] != ED25519) {
            throw new IllegalArgumentException("a verifier's key is Ed25519");
        }
        NoteVerifier verifier = new NoteVerifier(parts[0], Arrays.copyOfRange(key, 1, key.length));
        if (!verifier.toString().equals(text.strip())) {
            throw new IllegalArgumentException("the verifier's id is not that of its key");
        }
        return verifier;
    }

    public String name() {
        return name;
    }

    /// The first four bytes of SHA-256 over the name, a line feed, the algorithm and the key.
    byte[] id() {
        MessageDigest digest = TreeHash.sha256();
        digest.update(name.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
        digest.update(ED25519);
        return Arrays.copyOf(digest.digest(raw), ID_LENGTH);
    }

    boolean accepts(String text, byte[] signed) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initVerify(key);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        byte[] typed = new byte[KEY_LENGTH + 1];
        typed[0] = ED25519;
        System.arraycopy(raw, 0, typed, 1, KEY_LENGTH);
        return name + "+" + HexFormat.of().formatHex(id()) + "+"
                + Base64.getEncoder().encodeToString(typed);
    }
}
