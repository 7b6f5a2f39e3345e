package io.tidemark.auth.outside;

import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What a program asks for that wants a person signed in (RFC 6749 section 4.1.1, RFC 7636).
///
/// @param redirect where the code goes
/// @param state what the program wants back with it; may be empty
/// @param challenge the SHA-256 of what only the program knows
public record SignInRequest(String redirect, String state, String challenge) {
    private static final int MAX_STATE = 512;
    private static final int MAX_REDIRECT = 512;

    /// @throws ProblemException 400 where a parameter is wrong: nobody is sent to an address that was not
    /// looked at
    static SignInRequest checked(Asked asked, String clientId, OidcRules rules) {
        require("code".equals(asked.responseType()), "response_type must be code");
        require(clientId.equals(asked.clientId()), "client_id must be " + clientId);
        require("S256".equals(asked.method()), "code_challenge_method must be S256");
        String challenge = text(asked.challenge());
        require(challenge.matches("[A-Za-z0-9_-]{43}"), "code_challenge must be 43 characters of URL-safe Base64");
        String redirect = text(asked.redirect());
        require(
                redirect.length() <= MAX_REDIRECT && rules.mayRedirectTo(redirect),
                "redirect_uri must be http://127.0.0.1:PORT or http://[::1]:PORT with any path, or one that is configured");
        require(text(asked.state()).length() <= MAX_STATE, "state must not be longer than " + MAX_STATE);
        return new SignInRequest(redirect, text(asked.state()), challenge);
    }

    /// The program's address with an answer.
    URI answered(Map<String, String> answer) {
        Map<String, String> all = new TreeMap<>(answer);
        if (!state.isEmpty()) {
            all.put("state", state);
        }
        return with(redirect, all);
    }

    /// An address with these parameters behind those it has.
    static URI with(String address, Map<String, String> parameters) {
        String query = new TreeMap<>(parameters)
                .entrySet().stream()
                        .map(p -> p.getKey() + "=" + URLEncoder.encode(p.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
        return URI.create(address + (address.contains("?") ? "&" : "?") + query);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static void require(boolean right, String sentence) {
        if (!right) {
            throw new ProblemException(ProblemCode.MALFORMED, sentence);
        }
    }

    /// The same as it was sent.
    ///
    /// @param method by which the challenge was made
    public record Asked(
            @Nullable String responseType,
            @Nullable String clientId,
            @Nullable String redirect,
            @Nullable String state,
            @Nullable String challenge,
            @Nullable String method) {}
}
