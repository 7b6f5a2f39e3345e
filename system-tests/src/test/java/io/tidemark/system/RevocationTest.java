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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// What was ended is refused by every service, though its token is good by its times.
@ExtendWith(RunningStack.class)
class RevocationTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
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
            assertThat(status(stack, service, access(revoked)))
                    .as(service.title())
                    .isEqualTo(200);
        }

        HttpRequest revoke = HttpRequest.newBuilder(address(stack, Service.AUTH, "/api/auth/revoke"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(
                        "token=" + revoked.path("refresh_token").asText()))
                .build();
        assertThat(http.send(revoke, BodyHandlers.discarding()).statusCode()).isEqualTo(204);

        assertRefusedWithinThirtySeconds(stack, access(revoked), access(other));
    }

    @Test
    void everyServiceRefusesADisabledTenantWithinThirtySecondsAndLetsItInAgain(Started stack) throws Exception {
        MadeTenant halted = MadeTenant.with(stack, "halted");
        MadeTenant neighbour = MadeTenant.with(stack, "neighbour");
        String person = halted.signIn();
        String beside = neighbour.signIn();
        String server = halted.of("web-1");
        String key = keyOfAnAgent(stack, server, halted.enrolment(server));
        String agent = SignedIn.client(stack.layout(), "scan@" + server, key);
        assertLetIn(stack, person);
        assertThat(status(stack, Service.HISTORY, "/api/servers/" + server + "/policy", agent))
                .isEqualTo(200);

        halted.disable(true);

        assertThatThrownBy(halted::signIn).hasMessageContaining("access_token");
        assertThatThrownBy(() -> SignedIn.client(stack.layout(), "scan@" + server, key))
                .hasMessageContaining("access_token");
        assertRefusedWithinThirtySeconds(stack, person, beside);
        assertThat(status(stack, Service.HISTORY, "/api/servers/" + server + "/policy", agent))
                .isEqualTo(UNAUTHORIZED);
        halted.disable(false);
        assertLetIn(stack, halted.signIn());
        assertThat(status(
                        stack,
                        Service.HISTORY,
                        "/api/servers/" + server + "/policy",
                        SignedIn.client(stack.layout(), "scan@" + server, key)))
                .isEqualTo(200);
        assertThat(status(stack, Service.HISTORY, person))
                .as("a token from before")
                .isEqualTo(UNAUTHORIZED);
    }

    /// Who stands beside is answered as before all the time.
    private void assertRefusedWithinThirtySeconds(Started stack, String token, String beside)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        for (Service service : Service.values()) {
            int before = status(stack, service, beside);
            assertThat(before).as("beside, by " + service.title()).isNotEqualTo(UNAUTHORIZED);
            while (status(stack, service, token) != UNAUTHORIZED && System.nanoTime() < end) {
                assertThat(status(stack, service, beside)).as("beside").isEqualTo(before);
                Thread.sleep(200);
            }
            assertThat(status(stack, service, token)).as(service.title()).isEqualTo(UNAUTHORIZED);
            assertThat(status(stack, service, beside)).as("beside").isEqualTo(before);
        }
    }

    /// The agent of this machine is the default tenant's: others are known to it, and may nothing there.
    private void assertLetIn(Started stack, String token) throws IOException, InterruptedException {
        for (Service service : Service.values()) {
            assertThat(status(stack, service, token))
                    .as(service.title())
                    .isEqualTo(service == Service.SCAN ? FORBIDDEN : 200);
        }
    }

    /// Of one that enrolled, and was killed.
    private static String keyOfAnAgent(Started stack, String server, String enrolment) throws InterruptedException {
        EnrolledAgent agent = EnrolledAgent.with(stack, server, 29_205, enrolment);
        Process process = agent.start();
        try {
            agent.awaitEnrolled();
        } finally {
            process.destroyForcibly().waitFor();
        }
        return agent.key();
    }

    private static JsonNode signIn(Started stack) {
        return Started.json(stack.launcher().run("token", "--json").text());
    }

    private static String access(JsonNode tokens) {
        return tokens.path("access_token").asText();
    }

    private int status(Started stack, Service service, String token) throws IOException, InterruptedException {
        return status(stack, service, SOMETHING.getOrDefault(service, ""), token);
    }

    private int status(Started stack, Service service, String path, String token)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address(stack, service, path))
                .header("Authorization", "Bearer " + token)
                .build();
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }

    private static URI address(Started stack, Service service, String path) {
        return URI.create(stack.layout().address(service) + path);
    }
}
