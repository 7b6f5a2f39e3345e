package io.tidemark.auth.rest;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tidemark.auth.credential.KeyText;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static io.restassured.RestAssured.given;

/// What tests do with keys and enrolment tokens, as callers do it.
final class KeySteps {
    private KeySteps() {}

    static RequestSpecification as(String token) {
        return given().auth().oauth2(token);
    }

    static Response make(String token, Map<String, Object> body) {
        return as(token).contentType("application/json").body(body).post("/api/auth/keys");
    }

    /// A key of the caller's own.
    static Response own(String token, String... scope) {
        return make(token, Map.of("scope", List.of(scope), "label", "nightly report"));
    }

    static Response rotate(String token, String id, Map<String, Object> body) {
        return as(token).contentType("application/json").body(body).post("/api/auth/keys/" + id + "/rotate");
    }

    static Response enrolment(Map<String, Object> body) {
        return as(SignIns.administrator())
                .contentType("application/json")
                .body(body)
                .post("/api/auth/enrolments");
    }

    static String enrolmentFor(String server) {
        return enrolment(Map.of("server", server))
                .then()
                .statusCode(201)
                .extract()
                .path("token");
    }

    static String anyEnrolment() {
        return enrolment(Map.of()).then().statusCode(201).extract().path("token");
    }

    static String newKey() {
        return KeyText.create(KeyText.Kind.KEY).value();
    }

    static Response enrol(String token, String server, String key) {
        Map<String, String> body = new HashMap<>(Map.of("token", token, "server", server, "key", key));
        return given().contentType("application/json").body(body).post("/api/auth/enrol");
    }

    /// What is in a token, as JSON.
    static String claims(String token) {
        return new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8);
    }

    /// What the log says of an action by somebody, newest first, as `reason target`.
    static List<String> logged(String action, String subject) {
        return as(SignIns.administrator())
                .queryParam("action", action)
                .queryParam("subject", subject)
                .get("/api/audit")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items.collect { it.reason + ' ' + it.target }");
    }
}
