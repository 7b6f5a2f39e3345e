package io.tidemark.platform.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidemark.platform.problem.Problem;
import io.tidemark.platform.tls.ServiceTls;
import io.tidemark.platform.trace.Trace;
import org.jspecify.annotations.Nullable;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/// Asks one other service. Calls block: use it from worker threads, never from an event loop.
///
/// Every method fails with [ServiceUnavailable] (try again later) or [ServiceRefused] (do not), and with
/// nothing else.
/// A token that is refused once is fetched anew and the request sent once more.
public final class ServiceClient {
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final Duration TRANSFER = Duration.ofMinutes(10);
    private static final int NOT_MODIFIED = 304;
    private static final int NOT_FOUND = 404;
    private static final JsonMapper JSON = Json.lenient();

    private final HttpClient http;
    private final URI base;
    private final @Nullable TokenSource tokens;

    private ServiceClient(URI base, @Nullable TokenSource tokens) {
        this.base = base;
        this.tokens = tokens;
        HttpClient.Builder client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .executor(Executors.newVirtualThreadPerTaskExecutor());
        ServiceTls.context().ifPresent(client::sslContext);
        this.http = client.build();
    }

    public static ServiceClient of(URI base, TokenSource tokens) {
        return new ServiceClient(base, tokens);
    }

    public static ServiceClient withoutToken(URI base) {
        return new ServiceClient(base, null);
    }

    /// @param path with its query, encoded
    public <T> T get(String path, Class<T> type) {
        return read(send(request(path, ANSWER).GET()), type);
    }

    public <T> T get(String path, TypeReference<T> type) {
        return read(send(request(path, ANSWER).GET()), type);
    }

    /// An answer with the tag that its service gave it.
    ///
    /// @param tag null where it gave none
    public record Tagged<T>(T body, @Nullable String tag) {}

    /// Asks for what may be the same as before.
    ///
    /// @param known tag of what the caller has; null where it has nothing
    /// @return empty where that is what still holds
    public <T> Optional<Tagged<T>> getUnless(String path, @Nullable String known, Class<T> type) {
        HttpRequest.Builder request = request(path, ANSWER).GET();
        if (known != null) {
            request.header("If-None-Match", known);
        }
        Reply<byte[]> reply = reply(request, BodyHandlers.ofByteArray());
        return reply.status == NOT_MODIFIED
                ? Optional.empty()
                : Optional.of(new Tagged<>(read(bodyOf(reply), type), reply.tag));
    }

    public <T> T post(String path, Object body, Class<T> type) {
        return read(send(json(path).POST(bodyOf(body))), type);
    }

    /// For answers without content.
    public void post(String path, Object body) {
        send(json(path).POST(bodyOf(body)));
    }

    public <T> T put(String path, Object body, Class<T> type) {
        return read(send(json(path).PUT(bodyOf(body))), type);
    }

    /// Sends JSON exactly as it stands in a file.
    public <T> T putJson(String path, Path file, Class<T> type) {
        return read(send(json(path).timeout(TRANSFER).PUT(fileOf(file))), type);
    }

    public void putFile(String path, Path file, Map<String, String> headers) {
        HttpRequest.Builder request = request(path, TRANSFER).header("Content-Type", "application/octet-stream");
        headers.forEach(request::header);
        send(request.PUT(fileOf(file)));
    }

    /// Sends what a file has from `offset` on.
    public void patchFile(String path, Path file, long offset, Map<String, String> headers) {
        HttpRequest.Builder request = request(path, TRANSFER);
        headers.forEach(request::header);
        send(request.method("PATCH", restOf(file, offset)));
    }

    /// The headers of an answer without content; empty where there is nothing at this path.
    public Optional<HttpHeaders> head(String path) {
        try {
            return Optional.of(
                    call(request(path, ANSWER).HEAD(), info -> HttpResponse.BodySubscribers.replacing(info.headers())));
        } catch (ServiceRefused e) {
            if (e.status() == NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /// Writes the answer's bytes to a file, replacing it; whether they are the right ones is the caller's
    /// to check.
    public void download(String path, Path target) {
        call(request(path, TRANSFER).GET(), BodyHandlers.ofFile(target));
    }

    public <T> T postForm(String path, Map<String, String> form, Class<T> type) {
        String body = form.entrySet().stream()
                .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest.Builder request = request(path, ANSWER).header("Content-Type", "application/x-www-form-urlencoded");
        return read(send(request.POST(BodyPublishers.ofString(body))), type);
    }

    /// Opens a stream of server-sent events; the caller closes it.
    public InputStream stream(String path, Map<String, String> headers) {
        HttpRequest.Builder request = request(path, ANSWER).header("Accept", "text/event-stream");
        headers.forEach(request::setHeader);
        return call(request.GET(), BodyHandlers.ofInputStream());
    }

    private HttpRequest.Builder json(String path) {
        return request(path, ANSWER).header("Content-Type", "application/json");
    }

    private HttpRequest.Builder request(String path, Duration deadline) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).timeout(deadline);
        Trace.parent().ifPresent(parent -> request.header(Trace.HEADER, parent));
        return request;
    }

    private byte[] send(HttpRequest.Builder request) {
        return call(request, BodyHandlers.ofByteArray());
    }

    private <T> T call(HttpRequest.Builder request, HttpResponse.BodyHandler<T> onSuccess) {
        return bodyOf(reply(request, onSuccess));
    }

    private <T> Reply<T> reply(HttpRequest.Builder request, HttpResponse.BodyHandler<T> onSuccess) {
        Reply<T> reply = attempt(request, onSuccess);
        if (reply.status == 401 && tokens != null) {
            tokens.invalidate();
            reply = attempt(request, onSuccess);
        }
        return reply;
    }

    private <T> T bodyOf(Reply<T> reply) {
        if (reply.body == null) {
            throw failure(reply);
        }
        return reply.body;
    }

    private <T> Reply<T> attempt(HttpRequest.Builder request, HttpResponse.BodyHandler<T> onSuccess) {
        if (tokens != null) {
            request.setHeader("Authorization", "Bearer " + tokens.token());
        }
        HttpRequest built = request.build();
        try {
            HttpResponse<Reply<T>> response = http.send(built, info -> {
                if (info.statusCode() / 100 == 2) {
                    return HttpResponse.BodySubscribers.mapping(
                            onSuccess.apply(info), body -> new Reply<T>(info.statusCode(), body, "", tagOf(info)));
                }
                return HttpResponse.BodySubscribers.mapping(
                        HttpResponse.BodySubscribers.ofString(StandardCharsets.UTF_8),
                        error -> new Reply<T>(info.statusCode(), null, error, null));
            });
            return response.body();
        } catch (IOException e) {
            String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new ServiceUnavailable(built.uri().getAuthority() + " does not answer: " + reason, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceUnavailable(
                    "Interrupted while asking " + built.uri().getAuthority(), e);
        }
    }

    private static @Nullable String tagOf(HttpResponse.ResponseInfo info) {
        return info.headers().firstValue("ETag").orElse(null);
    }

    private RuntimeException failure(Reply<?> reply) {
        Problem problem = problemOf(reply);
        String said =
                base.getAuthority() + " answered " + reply.status + " " + problem.code() + ": " + problem.detail();
        return reply.status >= 500 || reply.status == 429
                ? new ServiceUnavailable(said)
                : new ServiceRefused(said, problem);
    }

    private static Problem problemOf(Reply<?> reply) {
        try {
            Problem problem = JSON.readValue(reply.error, Problem.class);
            if (problem != null && problem.code() != null) {
                return problem;
            }
        } catch (IOException e) {
            // Something between us and the service answered, and not in our form.
            return new Problem(
                    "about:blank", "No problem document", reply.status, "not-a-problem", e.getMessage(), List.of());
        }
        return new Problem("about:blank", "No problem document", reply.status, "not-a-problem", null, List.of());
    }

    private <T> T read(byte[] body, Class<T> type) {
        return parsed(() -> JSON.readValue(body, type));
    }

    private <T> T read(byte[] body, TypeReference<T> type) {
        return parsed(() -> JSON.readValue(body, type));
    }

    private <T> T parsed(Reading<T> reading) {
        try {
            return reading.read();
        } catch (IOException e) {
            throw new ServiceUnavailable(base.getAuthority() + " answered something else than was expected", e);
        }
    }

    private static BodyPublisher bodyOf(Object body) {
        try {
            return BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not writable as JSON: " + body.getClass(), e);
        }
    }

    private static BodyPublisher fileOf(Path file) {
        try {
            return BodyPublishers.ofFile(file);
        } catch (FileNotFoundException e) {
            throw new IllegalArgumentException("Not a readable file: " + file, e);
        }
    }

    private static BodyPublisher restOf(Path file, long offset) {
        try {
            long length = Files.size(file) - offset;
            return length <= 0
                    ? BodyPublishers.noBody()
                    : BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> open(file, offset)), length);
        } catch (IOException e) {
            throw new IllegalArgumentException("Not a readable file: " + file, e);
        }
    }

    private static InputStream open(Path file, long offset) {
        try {
            return Channels.newInputStream(FileChannel.open(file).position(offset));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Reply<T>(
            int status,
            @Nullable T body,
            String error,
            @Nullable String tag) {}

    private interface Reading<T> {
        T read() throws IOException;
    }
}
