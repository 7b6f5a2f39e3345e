package io.tidemark.auth.rest;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tidemark.auth.StateResource;
import io.tidemark.platform.test.PostgresResource;
import io.tidemark.platform.test.Tokens;
import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(StateResource.class)
class UserResourceTest {
    private static final String PASSWORD = "correct horse battery";

    @Test
    void aViewerCannotMakeUsers() {
        String viewer = SignIns.user("only-viewer", PASSWORD, "viewer");

        Response answer = given().auth()
                .oauth2(viewer)
                .contentType("application/json")
                .body(Map.of("name", "more", "password", PASSWORD, "roles", new String[] {"viewer"}))
                .post("/api/users");

        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @Test
    void aTakenNameIsAConflict() {
        Response answer = SignIns.create("administrator", PASSWORD, "viewer");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.<String>path("code")).isEqualTo("name-taken");
    }

    @Test
    void theLastAdministratorCannotBeDisabled() {
        Response answer = given().auth()
                .oauth2(SignIns.administrator())
                .contentType("application/json")
                .body(Map.of("disabled", true))
                .put("/api/users/administrator/disabled");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.<String>path("code")).isEqualTo("last-administrator");
    }

    @Test
    void tokensThatThisServiceDidNotSignAreRefused() {
        for (String token :
                new String[] {Tokens.with("users:read"), Tokens.forged("users:read"), Tokens.unsigned("users:read")}) {
            assertThat(given().auth().oauth2(token).get("/api/users").statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void onlyTheOwnerReadsTheKeyAndThePassword() throws Exception {
        for (String file : new String[] {"master-key", "administrator-password"}) {
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(SignIns.state().resolve(file))))
                    .isEqualTo("rw-------");
        }
    }
}
