package io.tidemark.auth.rest;

import io.tidemark.auth.token.GrantType;
import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

import java.util.List;

/// Reads the fields of a sign-in form.
final class TokenForm {
    static final ProblemCode UNSUPPORTED_GRANT_TYPE =
            new ProblemCode("unsupported-grant-type", 400, "This grant type is not supported");

    private static final int MAX_LENGTH = 512;
    /// The longest header a service takes.
    private static final int MAX_TOKEN = 8192;

    private static final String JWT = "urn:ietf:params:oauth:token-type:jwt";

    private TokenForm() {}

    /// @param offered the grant types that are to be had here
    static GrantType grant(@Nullable String text, List<GrantType> offered) {
        return offered.stream()
                .filter(g -> g.toString().equals(text))
                .findAny()
                .orElseThrow(() -> new ProblemException(
                        UNSUPPORTED_GRANT_TYPE,
                        "grant_type must be password, refresh_token, client_credentials, or, where a cluster is configured, "
                                + GrantType.TOKEN_EXCHANGE));
    }

    /// A token of any kind.
    static String token(@Nullable String value) {
        return field("token", value, MAX_TOKEN);
    }

    /// The token that should be exchanged (RFC 8693 section 2.1).
    static String subjectToken(@Nullable String value, @Nullable String type) {
        if (!JWT.equals(type)) {
            throw new ProblemException(ProblemCode.MALFORMED, "subject_token_type must be " + JWT);
        }
        return field("subject_token", value, MAX_TOKEN);
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
