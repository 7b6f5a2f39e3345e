package io.tidemark.auth.rest;

import io.restassured.response.Response;
import io.tidemark.auth.StateResource;
import org.eclipse.microprofile.config.ConfigProvider;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static io.restassured.RestAssured.given;

/// Gets tokens from the service under test, as its callers do.
final class SignIns {
    private SignIns() {}

    static Path state() {
        return Path.of(ConfigProvider.getConfig().getValue("auth.state-dir", String.class));
    }

    static String administratorPassword() {
        try {
            return Files.readString(state().resolve("administrator-password")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String administrator() {
        return token(password("administrator", administratorPassword()));
    }

    static String client(String id) {
        return token(clientCredentials(id, StateResource.SECRET));
    }

    static Response password(String username, String password) {
        return given().formParam("grant_type", "password")
                .formParam("username", username)
                .formParam("password", password)
                .post("/api/auth/token");
    }

    static Response clientCredentials(String id, String secret) {
        return given().formParam("grant_type", "client_credentials")
                .formParam("client_id", id)
                .formParam("client_secret", secret)
                .post("/api/auth/token");
    }

    static Response refresh(String token) {
        return given().formParam("grant_type", "refresh_token")
                .formParam("refresh_token", token)
                .post("/api/auth/token");
    }

    static String token(Response answer) {
        return answer.then().statusCode(200).extract().path("access_token");
    }

    /// Whether the service refuses a token within the seconds that it takes to hear of it.
    static boolean revokedSoon(String token) {
        long end = System.nanoTime() + 10_000_000_000L;
        while (System.nanoTime() < end) {
            if (given().auth().oauth2(token).get("/api/auth/me").statusCode() == 401) {
                return true;
            }
            java.util.concurrent.locks.LockSupport.parkNanos(100_000_000L);
        }
        return false;
    }

    /// Makes an account and gives its token.
    static String user(String name, String password, String role) {
        create(name, password, role).then().statusCode(201);
        return token(password(name, password));
    }

    static Response create(String name, String password, String... roles) {
        return given().auth()
                .oauth2(administrator())
                .contentType("application/json")
                .body(java.util.Map.of("name", name, "password", password, "roles", roles))
                .post("/api/users");
    }
}
