package io.tidemark.system;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.launcher.layout.Service;
import io.tidemark.system.RunningStack.Started;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/// A session that was ended is refused by every service, though its token is good by its times.
@ExtendWith(RunningStack.class)
class RevocationTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int UNAUTHORIZED = 401;
    private static final Map<Service, String> SOMETHING = new EnumMap<>(Map.of(
            Service.AUTH, "/api/users",
            Service.SCAN, "/api/scans",
            Service.HISTORY, "/api/servers",
            Service.ANALYTICS, "/api/analytics/heavy-files",
            Service.FORECAST, "/api/forecasts",
            Service.ALERT, "/api/alerts"));

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void everyServiceRefusesARevokedSessionWithinThirtySeconds(Started stack) throws Exception {
        JsonNode revoked = signIn(stack);
        JsonNode other = signIn(stack);
        for (Service service : Service.values()) {
            assertThat(status(stack, service, revoked)).as(service.title()).isEqualTo(200);
        }

        HttpRequest revoke = HttpRequest.newBuilder(address(stack, Service.AUTH, "/api/auth/revoke"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(
                        "token=" + revoked.path("refresh_token").asText()))
                .build();
        assertThat(http.send(revoke, BodyHandlers.discarding()).statusCode()).isEqualTo(204);

        long end = System.nanoTime() + LIMIT.toNanos();
        for (Service service : Service.values()) {
            while (status(stack, service, revoked) != UNAUTHORIZED && System.nanoTime() < end) {
                Thread.sleep(200);
            }
            assertThat(status(stack, service, revoked)).as(service.title()).isEqualTo(UNAUTHORIZED);
            assertThat(status(stack, service, other)).as("another session").isEqualTo(200);
        }
    }

    private static JsonNode signIn(Started stack) {
        return Started.json(stack.launcher().run("token", "--json").text());
    }

    private int status(Started stack, Service service, JsonNode tokens) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address(stack, service, SOMETHING.getOrDefault(service, "")))
                .header("Authorization", "Bearer " + tokens.path("access_token").asText())
                .build();
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }

    private static URI address(Started stack, Service service, String path) {
        return URI.create(stack.layout().address(service) + path);
    }
}
