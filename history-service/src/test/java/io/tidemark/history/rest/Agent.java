package io.tidemark.history.rest;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tidemark.history.SampleSnapshot;
import io.tidemark.platform.test.Tokens;

import static io.restassured.RestAssured.given;

/// Delivers snapshots as the agent of one server does.
final class Agent {

    private final String token;

    Agent(String server) {
        this.token = Tokens.forServer(server, "snapshots:write", "samples:write");
    }

    static RequestSpecification reader() {
        return given().auth().oauth2(Tokens.with("snapshots:read", "samples:read", "servers:read", "events:read"));
    }

    RequestSpecification request() {
        return given().auth().oauth2(token);
    }

    Response put(SampleSnapshot snapshot, String file) {
        byte[] content = snapshot.content(file);
        return put(snapshot, file, content, SampleSnapshot.digestField(content));
    }

    Response put(SampleSnapshot snapshot, String file, byte[] content, String digest) {
        return request()
                .contentType("application/octet-stream")
                .header("Repr-Digest", digest)
                .body(content)
                .put("/api/snapshots/{id}/parts/{file}", snapshot.id().toString(), file);
    }

    Response seal(SampleSnapshot snapshot) {
        return request()
                .contentType("application/json")
                .body(snapshot.manifestBytes())
                .put("/api/snapshots/{id}", snapshot.id().toString());
    }

    Response deliver(SampleSnapshot snapshot) {
        put(snapshot, SampleSnapshot.ENTRIES).then().statusCode(204);
        put(snapshot, SampleSnapshot.DIRECTORIES).then().statusCode(204);
        return seal(snapshot);
    }
}
