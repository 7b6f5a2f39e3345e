package io.tidemark.auth.rest;

import io.tidemark.auth.token.GrantType;
import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/// Reads the fields of a sign-in form.
final class TokenForm {
    static final ProblemCode UNSUPPORTED_GRANT_TYPE =
            new ProblemCode("unsupported-grant-type", 400, "This grant type is not supported");

    private static final int MAX_LENGTH = 512;
    /// The longest header a service takes.
    private static final int MAX_TOKEN = 8192;

    private TokenForm() {}

    static GrantType grant(@Nullable String text) {
        return Arrays.stream(GrantType.values())
                .filter(g -> g.toString().equals(text))
                .findAny()
                .orElseThrow(() -> new ProblemException(
                        UNSUPPORTED_GRANT_TYPE, "grant_type must be password, refresh_token or client_credentials"));
    }

    /// A token of any kind.
    static String token(@Nullable String value) {
        return field("token", value, MAX_TOKEN);
    }

    static String field(String name, @Nullable String value) {
        return field(name, value, MAX_LENGTH);
    }

    private static String field(String name, @Nullable String value, int longest) {
        if (value == null || value.isEmpty()) {
            throw new ProblemException(ProblemCode.MALFORMED, "The form field " + name + " is missing");
        }
        if (value.length() > longest) {
            throw new ProblemException(ProblemCode.MALFORMED, "The form field " + name + " is too long");
        }
        return value;
    }
}
