package io.tidemark.auth.credential;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// Codes for those whose device is lost: 80 random bits, written as `xxxx-xxxx-xxxx-xxxx`, each good
/// once.
public final class RecoveryCode {
    private static final int NUMBER = 10;
    private static final int BYTES = 10;
    private static final SecureRandom RANDOM = new SecureRandom();

    private RecoveryCode() {}

    public static List<String> create() {
        return IntStream.range(0, NUMBER).mapToObj(i -> one()).toList();
    }

    /// What the database knows it by; capitals, dashes and blanks do not matter.
    public static String hash(String code) {
        String bare = code.toLowerCase(Locale.ROOT).replaceAll("[\\s-]", "");
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bare.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String one() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        String text = Base32.encode(bytes).toLowerCase(Locale.ROOT);
        return String.join("-", text.substring(0, 4), text.substring(4, 8), text.substring(8, 12), text.substring(12));
    }
}
