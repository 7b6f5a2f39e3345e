package io.tidemark.auth.credential;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/// What an authenticator makes codes of: 160 random bits, in base 32.
public record CodeSecret(String text) {
    private static final int BYTES = 20;
    private static final SecureRandom RANDOM = new SecureRandom();

    public static CodeSecret create() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new CodeSecret(Base32.encode(bytes));
    }

    public byte[] bytes() {
        return Base32.decode(text);
    }

    /// What authenticators read from a picture (the form that Google's authenticator began and all others
    /// took over).
    public String uri(String issuer, String account) {
        return "otpauth://totp/" + encode(issuer) + ":" + encode(account) + "?secret=" + text + "&issuer="
                + encode(issuer) + "&algorithm=SHA1&digits=" + OneTimeCodes.DIGITS + "&period=30";
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /// Leaves the secret out.
    @Override
    public String toString() {
        return "CodeSecret[]";
    }
}
