package io.tidemark.auth.rest;

import io.tidemark.auth.token.GrantType;
import io.tidemark.auth.token.TokenSigner;
import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.stream.Collectors;

/// Reads the fields of a sign-in form.
final class TokenForm {
    static final ProblemCode UNSUPPORTED_GRANT_TYPE =
            new ProblemCode("unsupported-grant-type", 400, "This grant type is not supported");

    private static final int MAX_LENGTH = 512;
    /// The longest header a service takes.
    private static final int MAX_TOKEN = 8192;

    private static final String JWT = "urn:ietf:params:oauth:token-type:jwt";
    private static final String ID_TOKEN = "urn:ietf:params:oauth:token-type:id_token";

    private TokenForm() {}

    /// @param offered the grant types that are to be had here
    static GrantType grant(@Nullable String text, List<GrantType> offered) {
        return offered.stream()
                .filter(g -> g.toString().equals(text))
                .findAny()
                .orElseThrow(() -> new ProblemException(
                        UNSUPPORTED_GRANT_TYPE,
                        "grant_type must be one of "
                                + offered.stream().map(GrantType::toString).collect(Collectors.joining(", "))));
    }

    /// A token of any kind.
    static String token(@Nullable String value) {
        return field("token", value, MAX_TOKEN);
    }

    /// The token that should be exchanged (RFC 8693 section 2.1).
    static String subjectToken(@Nullable String value) {
        return field("subject_token", value, MAX_TOKEN);
    }

    /// Whether it is a person's, from the provider; else it is a pod's, from the cluster.
    static boolean isIdToken(@Nullable String type) {
        if (!JWT.equals(type) && !ID_TOKEN.equals(type)) {
            throw new ProblemException(ProblemCode.MALFORMED, "subject_token_type must be " + JWT + " or " + ID_TOKEN);
        }
        return ID_TOKEN.equals(type);
    }

    /// The client that a code was given to (RFC 6749 section 4.1.3).
    static void requireClient(@Nullable String value) {
        if (!TokenSigner.PEOPLE.equals(value)) {
            throw new ProblemException(ProblemCode.MALFORMED, "client_id must be " + TokenSigner.PEOPLE);
        }
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
