package io.tidemark.auth.credential;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Time-based one-time codes (RFC 6238) as every authenticator makes them: HMAC-SHA-1, steps of 30
/// seconds, six digits.
public final class OneTimeCodes {
    public static final int DIGITS = 6;
    private static final long STEP_SECONDS = 30;
    private static final int MODULUS = 1_000_000;
    /// Clocks of devices differ: one step before and one after count too (RFC 6238 section 5.2).
    private static final long DRIFT = 1;

    private OneTimeCodes() {}

    /// The step that a moment is in.
    static long step(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), STEP_SECONDS);
    }

    /// The code of a step (RFC 4226 section 5.3).
    public static String of(byte[] secret, long step) {
        byte[] mac = mac(secret, step);
        int offset = mac[mac.length - 1] & 0xf;
        int number = ByteBuffer.wrap(mac).getInt(offset) & Integer.MAX_VALUE;
        return String.format(Locale.ROOT, "%0" + DIGITS + "d", number % MODULUS);
    }

    /// The step whose code this is, of those that are good now and come after the last one that was
    /// taken. All are looked at, whatever the code.
    static OptionalLong match(byte[] secret, String code, Instant now, long last) {
        long found = -1;
        for (long step = step(now) - DRIFT; step <= step(now) + DRIFT; step++) {
            boolean equal = MessageDigest.isEqual(bytes(of(secret, step)), bytes(code));
            found = equal && step > last && found < 0 ? step : found;
        }
        return found < 0 ? OptionalLong.empty() : OptionalLong.of(found);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] mac(byte[] secret, long step) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            return mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot do HMAC", e);
        }
    }
}
