package io.tidemark.scan.hash;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// SHA-256 of the Java platform, which uses the processor's instructions for it where there are some.
final class Digests {

    private Digests() {}

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
