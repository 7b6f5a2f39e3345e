package io.tidemark.scan.identity;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.zip.CRC32;

/// The text of a key as auth-service takes it: `tdk_`, 44 random letters and digits, and the CRC-32 of
/// all that in base 62, six digits, most significant first.
final class KeyText {

    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int RANDOM_DIGITS = 44;
    private static final int CHECKSUM_DIGITS = 6;
    private static final int ID_LENGTH = 16;

    private KeyText() {}

    static String create() {
        StringBuilder text = new StringBuilder("tdk_");
        new SecureRandom().ints(RANDOM_DIGITS, 0, DIGITS.length()).forEach(digit -> text.append(DIGITS.charAt(digit)));
        return text + checksum(text.toString());
    }

    /// The public beginning of the text of a key or an enrolment token.
    static String id(String text) {
        return text.substring(0, Math.min(ID_LENGTH, text.length()));
    }

    private static String checksum(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.US_ASCII));
        StringBuilder digits = new StringBuilder();
        for (long rest = crc.getValue(); digits.length() < CHECKSUM_DIGITS; rest /= DIGITS.length()) {
            digits.append(DIGITS.charAt((int) (rest % DIGITS.length())));
        }
        return digits.reverse().toString();
    }
}
