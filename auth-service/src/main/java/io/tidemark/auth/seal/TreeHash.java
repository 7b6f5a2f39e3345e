package io.tidemark.auth.seal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The hashes of RFC 6962 section 2.1: SHA-256, leaves and nodes told apart by their first byte.
public final class TreeHash {
    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private final MessageDigest digest = sha256();

    /// The head of a tree without leaves.
    public byte[] empty() {
        return digest.digest();
    }

    public byte[] leaf(byte[] data) {
        digest.update(LEAF);
        return digest.digest(data);
    }

    public byte[] node(byte[] left, byte[] right) {
        digest.update(NODE);
        digest.update(left);
        return digest.digest(right);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
