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

    private TokenForm() {}

    static GrantType grant(@Nullable String text) {
        return Arrays.stream(GrantType.values())
                .filter(g -> g.toString().equals(text))
                .findAny()
                .orElseThrow(() -> new ProblemException(
                        UNSUPPORTED_GRANT_TYPE, "grant_type must be password or client_credentials"));
    }

    static String field(String name, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            throw new ProblemException(ProblemCode.MALFORMED, "The form field " + name + " is missing");
        }
        if (value.length() > MAX_LENGTH) {
            throw new ProblemException(ProblemCode.MALFORMED, "The form field " + name + " is too long");
        }
        return value;
    }
}
