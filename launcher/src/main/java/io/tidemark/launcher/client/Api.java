package io.tidemark.launcher.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.launcher.layout.Layout;
import io.tidemark.launcher.layout.Service;
import io.tidemark.launcher.trouble.Trouble;
import org.jspecify.annotations.Nullable;

import java.io.FileNotFoundException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// The services' answers to a signed-in user. Signs in again before a token ends.
public final class Api {
    private static final long RENEW_SECONDS = 60;

    private final Http http;
    private final Layout layout;
    private final Supplier<SignIn.Token> signIn;
    private SignIn.@Nullable Token token;
    private long renewAt;

    private Api(Http http, Layout layout, Supplier<SignIn.Token> signIn) {
        this.http = http;
        this.layout = layout;
        this.signIn = signIn;
    }

    public static Api asAdministrator(Layout layout) {
        Http http = new Http();
        return new Api(http, layout, SignIn.administrator(http, layout)::token);
    }

    /// As another identity of this installation, which has a secret already.
    public Api as(String identity) {
        return new Api(http, layout, () -> SignIn.identity(http, layout, identity));
    }

    /// @throws Trouble where the service refuses or does not answer
    public JsonNode get(Service service, String path) {
        return good(service, path, look(service, path));
    }

    /// The answer, also where it is a refusal.
    public Answer look(Service service, String path) {
        return http.send(request(service, path).GET());
    }

    /// Takes an answer to its last byte without reading it, for a clock.
    ///
    /// @param body JSON; null for a `GET`
    /// @throws Trouble where the service refuses or does not answer
    public void take(Service service, String path, @Nullable JsonNode body) {
        HttpRequest.Builder request = request(service, path);
        HttpRequest.Builder whole = body == null
                ? request.GET()
                : request.header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
        int status = http.take(whole);
        if (status != 200) {
            throw new Trouble(service.title() + " answers " + path + " with " + status);
        }
    }

    /// @param body JSON
    /// @throws Trouble where the service refuses or does not answer
    public JsonNode post(Service service, String path, JsonNode body) {
        return good(
                service,
                path,
                http.send(request(service, path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString()))));
    }

    /// @param body JSON
    /// @throws Trouble where the service refuses or does not answer
    public JsonNode put(Service service, String path, JsonNode body) {
        return good(
                service,
                path,
                http.send(request(service, path)
                        .header("Content-Type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString(body.toString()))));
    }

    /// Sends JSON lines.
    ///
    /// @throws Trouble where the service refuses or does not answer
    public JsonNode postLines(Service service, String path, String lines) {
        return good(
                service,
                path,
                http.send(request(service, path)
                        .header("Content-Type", "application/x-ndjson")
                        .POST(HttpRequest.BodyPublishers.ofString(lines))));
    }

    /// Sends a file as it is.
    ///
    /// @throws Trouble where it cannot be read, or the service refuses or does not answer
    public JsonNode postFile(Service service, String path, Path file) {
        try {
            return good(
                    service,
                    path,
                    http.send(request(service, path)
                            .header("Content-Type", "application/octet-stream")
                            .POST(HttpRequest.BodyPublishers.ofFile(file))));
        } catch (FileNotFoundException e) {
            throw new Trouble(file + " cannot be read", e);
        }
    }

    /// One path segment or query value, encoded.
    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /// A path of a file system as segments of a URL; `/usr/share` gives `usr/share`.
    public static String segments(String path) {
        return Arrays.stream(path.split("/", -1))
                .filter(segment -> !segment.isEmpty())
                .map(Api::encode)
                .collect(Collectors.joining("/"));
    }

    private HttpRequest.Builder request(Service service, String path) {
        URI uri = URI.create(layout.address(service) + path);
        return HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + token())
                .header("Accept", "application/json");
    }

    private static JsonNode good(Service service, String path, Answer answer) {
        if (!answer.isGood()) {
            throw new Trouble(service.title() + " refuses " + path + ": " + answer.reason());
        }
        return answer.body();
    }

    /// For programs that ask in a way of their own; good for a minute at least.
    public synchronized String token() {
        SignIn.Token known = token;
        if (known == null || System.nanoTime() - renewAt > 0) {
            known = signIn.get();
            token = known;
            renewAt = System.nanoTime() + (known.seconds() - RENEW_SECONDS) * 1_000_000_000L;
        }
        return known.text();
    }
}
