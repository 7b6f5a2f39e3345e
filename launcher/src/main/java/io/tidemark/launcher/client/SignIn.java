package io.tidemark.launcher.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.launcher.layout.Layout;
import io.tidemark.launcher.layout.Service;
import io.tidemark.launcher.trouble.Trouble;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

/// Gets tokens from auth-service for a name and a password.
public final class SignIn {
    private static final String ADMINISTRATOR = "administrator";

    private final Http http;
    private final Layout layout;
    private final String user;
    private final String password;

    public SignIn(Http http, Layout layout, String user, String password) {
        this.http = http;
        this.layout = layout;
        this.user = user;
        this.password = password;
    }

    /// The administrator, with the password that auth-service wrote at its first start.
    public static SignIn administrator(Http http, Layout layout) {
        try {
            String password = Files.readString(layout.administratorPassword()).strip();
            return new SignIn(http, layout, ADMINISTRATOR, password);
        } catch (IOException e) {
            throw new Trouble(
                    "No administrator's password at " + layout.administratorPassword()
                            + "; give --user and --password-stdin, or run ./stack up first",
                    e);
        }
    }

    /// The token of an identity, with the secret that was made for it at the first start.
    ///
    /// @throws Trouble where auth-service refuses
    static Token identity(Http http, Layout layout, String id) {
        try {
            String secret = Files.readString(layout.identities().resolve(id)).strip();
            String form = "grant_type=client_credentials&client_id=" + encode(id) + "&client_secret=" + encode(secret);
            return token(answer(http, layout, id, form));
        } catch (IOException e) {
            throw new Trouble("No secret of " + id + " below " + layout.identities(), e);
        }
    }

    /// @throws Trouble where auth-service refuses
    public Token token() {
        return token(answer());
    }

    /// All that auth-service answers: access and refresh token, and how long the former lasts.
    ///
    /// @throws Trouble where auth-service refuses
    public JsonNode answer() {
        return answer(
                http, layout, user, "grant_type=password&username=" + encode(user) + "&password=" + encode(password));
    }

    private static Token token(JsonNode answer) {
        return new Token(
                answer.path("access_token").asText(), answer.path("expires_in").asLong());
    }

    private static JsonNode answer(Http http, Layout layout, String who, String form) {
        Answer answer =
                http.send(HttpRequest.newBuilder(layout.address(Service.AUTH).resolve("/api/auth/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form)));
        if (!answer.isGood()) {
            throw new Trouble("Signing in as " + who + " was refused: " + answer.reason());
        }
        return answer.body();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /// A token and how long it is good for.
    ///
    /// @param seconds from when it was given
    public record Token(String text, long seconds) {}
}
