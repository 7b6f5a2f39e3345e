package io.tidemark.launcher.service;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/// Whether a service says that it can work: `GET /health/ready` answers 200.
public final class Readiness {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int OK = 200;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    public boolean isReady(URI address) {
        return answer(address).filter(answer -> answer.statusCode() == OK).isPresent();
    }

    /// All that a service says of itself, ready or not; empty while it says nothing.
    public Optional<String> words(URI address) {
        return answer(address).map(HttpResponse::body);
    }

    private Optional<HttpResponse<String>> answer(URI address) {
        HttpRequest request = HttpRequest.newBuilder(address.resolve("/health/ready"))
                .timeout(PATIENCE)
                .build();
        try {
            return Optional.of(http.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
