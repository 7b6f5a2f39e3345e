package io.tidemark.auth.rest;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tidemark.auth.ProviderResource;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import static io.restassured.RestAssured.given;

/// What a browser and a program on somebody's machine do to sign in.
final class BrowserSteps {
    static final String COOKIE = "tidemark-sign-in";
    static final String PROGRAM = "http://127.0.0.1:51004/signed-in";
    static final String VERIFIER = "a-verifier-of-the-program-0123456789-abcdefgh";

    private BrowserSteps() {}

    static Response begin(String redirect) {
        return question(redirect).get("/api/auth/authorize");
    }

    static RequestSpecification question(String redirect) {
        return given().redirects()
                .follow(false)
                .queryParam("response_type", "code")
                .queryParam("client_id", "tidemark")
                .queryParam("redirect_uri", redirect)
                .queryParam("state", "state of the program")
                .queryParam("code_challenge", ProviderResource.challenge(VERIFIER))
                .queryParam("code_challenge_method", "S256");
    }

    /// What the provider sends back to the callback.
    static Map<String, String> atProvider(Response begun, Map<String, ?> said) {
        Response answer = given().relaxedHTTPSValidation()
                .redirects()
                .follow(false)
                .urlEncodingEnabled(false)
                .get(begun.header("Location") + "&said=" + ProviderResource.said(said));
        return query(answer.header("Location"));
    }

    static Response callback(Map<String, String> answer, String cookie) {
        RequestSpecification request = given().redirects().follow(false).queryParams(answer);
        return (cookie.isEmpty() ? request : request.cookie(COOKIE, cookie)).get("/api/auth/callback");
    }

    /// All of it; gives what the program gets at its own address.
    static Map<String, String> signIn(Map<String, ?> said) {
        Response begun = begin(PROGRAM);
        return query(callback(atProvider(begun, said), begun.cookie(COOKIE)).header("Location"));
    }

    /// All of it; gives the code that the program gets.
    static String code(Map<String, ?> said) {
        return Objects.requireNonNull(signIn(said).get("code"), "no code");
    }

    static Response tokens(String code) {
        return tokens(code, PROGRAM, VERIFIER);
    }

    static Response tokens(String code, String redirect, String verifier) {
        return given().formParam("grant_type", "authorization_code")
                .formParam("client_id", "tidemark")
                .formParam("code", code)
                .formParam("redirect_uri", redirect)
                .formParam("code_verifier", verifier)
                .post("/api/auth/token");
    }

    static Response exchange(String idToken) {
        return given().formParam("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange")
                .formParam("subject_token", idToken)
                .formParam("subject_token_type", "urn:ietf:params:oauth:token-type:id_token")
                .post("/api/auth/token");
    }

    static Map<String, String> query(String address) {
        Map<String, String> found = new HashMap<>();
        Arrays.stream(URI.create(address).getRawQuery().split("&", -1))
                .map(field -> field.split("=", 2))
                .forEach(field -> found.put(field[0], URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
        return found;
    }
}
