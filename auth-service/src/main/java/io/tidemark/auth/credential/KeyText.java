package io.tidemark.auth.credential;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32;

/// The text of a secret that is shown once: a prefix that scanners for secrets find, a public id of 12
/// characters, a secret of 32, and a checksum of 6, all letters and digits: `td[ke]_[0-9A-Za-z]{50}`. The
/// checksum (CRC-32 of all before it) tells a key from what only looks like one, without asking anybody;
/// it protects nothing.
///
/// @param value all of it
public record KeyText(String value) {
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int PREFIX = 4;
    private static final int ID = 12;
    private static final int SECRET = 32;
    private static final int CHECKSUM = 6;

    public KeyText {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not the text of a key");
        }
    }

    /// What a key is for.
    public enum Kind {
        KEY("tdk_"),
        ENROLMENT("tde_");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }

        /// Whether a text claims to be of this kind.
        public boolean begins(String text) {
            return text.startsWith(prefix);
        }
    }

    /// A new one, of 190 random bits behind its id.
    public static KeyText create(Kind kind) {
        StringBuilder text = new StringBuilder(kind.prefix);
        RANDOM.ints(ID + SECRET, 0, DIGITS.length()).forEach(i -> text.append(DIGITS.charAt(i)));
        return new KeyText(text + checksum(text.toString()));
    }

    /// Nothing for a text that was never given out.
    public static Optional<KeyText> read(Kind kind, String text) {
        return kind.begins(text) && isValid(text) ? Optional.of(new KeyText(text)) : Optional.empty();
    }

    /// What it is known by; tells nothing of the secret.
    public String id() {
        return value.substring(0, PREFIX + ID);
    }

    /// What the database keeps: SHA-256 in hex. Nobody can guess what has 190 random bits, so nothing
    /// slower is needed.
    public String hash() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Whether this is the text that was kept as this hash.
    public boolean matches(String kept) {
        return MessageDigest.isEqual(
                hash().getBytes(StandardCharsets.US_ASCII), kept.getBytes(StandardCharsets.US_ASCII));
    }

    private static boolean isValid(String text) {
        int end = PREFIX + ID + SECRET;
        return text.length() == end + CHECKSUM
                && (Kind.KEY.begins(text) || Kind.ENROLMENT.begins(text))
                && text.chars().skip(PREFIX).allMatch(c -> DIGITS.indexOf(c) >= 0)
                && text.substring(end).equals(checksum(text.substring(0, end)));
    }

    private static String checksum(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.US_ASCII));
        StringBuilder digits = new StringBuilder();
        for (long rest = crc.getValue(); digits.length() < CHECKSUM; rest /= DIGITS.length()) {
            digits.append(DIGITS.charAt((int) (rest % DIGITS.length())));
        }
        return digits.reverse().toString();
    }

    /// The id alone.
    @Override
    public String toString() {
        return id();
    }
}
