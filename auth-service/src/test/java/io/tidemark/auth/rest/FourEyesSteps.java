package io.tidemark.auth.rest;

import io.restassured.response.Response;

import java.util.Map;

import static io.tidemark.auth.rest.KeySteps.as;

/// What administrators do where one of them is not enough, as callers do it.
final class FourEyesSteps {
    private FourEyesSteps() {}

    /// Of the proposal that somebody has made.
    static String id(Response asked) {
        String location = asked.then().statusCode(202).extract().header("Location");
        return location.substring(location.lastIndexOf('/') + 1);
    }

    /// What a proposal would do, as whoever has this token is shown it.
    static String effect(String token, String id) {
        return as(token).get("/api/proposals/" + id).path("effect");
    }

    /// Looks at it, and approves it.
    static Response approve(String token, String id) {
        return approve(token, id, effect(token, id));
    }

    /// @param seen the effect that was looked at
    static Response approve(String token, String id, String seen) {
        return as(token)
                .contentType("application/json")
                .body(Map.of("effect", seen))
                .post("/api/proposals/" + id + "/approve");
    }

    static Response refuse(String token, String id) {
        return as(token).post("/api/proposals/" + id + "/refuse");
    }

    static Response withdraw(String token, String id) {
        return as(token).delete("/api/proposals/" + id);
    }

    static Response disable(String token, String name, boolean disabled) {
        return as(token)
                .contentType("application/json")
                .body(Map.of("disabled", disabled))
                .put("/api/users/" + name + "/disabled");
    }
}
