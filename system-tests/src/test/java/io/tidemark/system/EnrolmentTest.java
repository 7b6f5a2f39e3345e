package io.tidemark.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.launcher.layout.Service;
import io.tidemark.system.RunningStack.Started;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.stream.StreamSupport;

import static org.assertj.core.api.Assertions.assertThat;

/// Agents that have a token and addresses, and nothing else.
@ExtendWith(RunningStack.class)
class EnrolmentTest {
    private static final long PATIENCE_NANOS = 60_000_000_000L;
    private static final int FORBIDDEN = 403;
    private static final int KILLS = 4;

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void anAgentThatIsKilledAgainAndAgainWhileItEnrolsReportsInTheEndAndHasOneKey(Started stack) throws Exception {
        String token = token(stack, "{\"server\":\"late-1\",\"tags\":{\"role\":\"web\"}}");
        EnrolledAgent agent = EnrolledAgent.with(stack, "late-1", 29_201, token);
        Random random = new Random(7);
        for (int i = 0; i < KILLS; i++) {
            agent.startAndKillAfter(1_500 + random.nextInt(3_000));
        }

        Process process = agent.start();
        try {
            until(() -> agent.known().path("state").asText().equals("reporting"));
            until(() -> agent.known().path("tags").path("role").asText().equals("web"));
        } finally {
            process.destroyForcibly().waitFor();
        }

        assertThat(keysOf(stack, "scan@late-1")).containsExactly(agent.key().substring(0, 16));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(agent.identity())))
                .isEqualTo("rw-------");
        String access = signIn(stack, "scan@late-1", agent.key());
        assertThat(report(stack, access, "late-1")).isEqualTo(200);
        assertThat(report(stack, access, "somebody-else")).isEqualTo(FORBIDDEN);
    }

    @Test
    void anAgentWithAUsedTokenSaysSoAndGoesOnWithAnother(Started stack) throws Exception {
        String token = token(stack, "{}");
        EnrolledAgent first = EnrolledAgent.with(stack, "late-2", 29_202, token);
        Process letIn = first.start();
        until(() -> first.known().path("state").asText().equals("reporting"));
        letIn.destroyForcibly().waitFor();
        EnrolledAgent second = EnrolledAgent.with(stack, "late-3", 29_203, token);

        Process process = second.start();
        try {
            until(() -> second.readiness().contains("This agent cannot enrol"));
            assertThat(second.known().path("code").asText()).isEqualTo("server-not-found");
            Files.writeString(second.folder().resolve("token"), token(stack, "{\"server\":\"late-3\"}"));
            until(() -> second.known().path("state").asText().equals("reporting"));
        } finally {
            process.destroyForcibly().waitFor();
        }

        assertThat(keysOf(stack, "scan@late-3")).hasSize(1);
    }

    private String token(Started stack, String body) throws Exception {
        JsonNode made = stack.api().post(Service.AUTH, "/api/auth/enrolments", json.readTree(body));
        return made.required("token").textValue();
    }

    private static List<String> keysOf(Started stack, String agent) {
        JsonNode keys = stack.api().get(Service.AUTH, "/api/auth/keys?limit=1000");
        return StreamSupport.stream(keys.path("items").spliterator(), false)
                .filter(key -> key.path("holder").asText().equals(agent))
                .map(key -> key.path("id").asText())
                .toList();
    }

    private String signIn(Started stack, String id, String key) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(at(stack, Service.AUTH, "/api/auth/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials&client_id="
                        + URLEncoder.encode(id, StandardCharsets.UTF_8) + "&client_secret=" + key))
                .build();
        return json.readTree(http.send(request, BodyHandlers.ofString()).body())
                .required("access_token")
                .textValue();
    }

    private int report(Started stack, String access, String server) throws Exception {
        String samples = """
                {"samples":[{"server":"%s","volume":"/","device":"/dev/vda","type":"ext4","at":"2026-01-01T12:00:00Z",
                "sizeBytes":10,"usedBytes":5,"freeBytes":5,"availableBytes":5,"inodes":10,"inodesFree":5}]}""".formatted(server);
        HttpRequest request = HttpRequest.newBuilder(at(stack, Service.HISTORY, "/api/samples"))
                .header("Authorization", "Bearer " + access)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(samples))
                .build();
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }

    private static URI at(Started stack, Service service, String path) {
        return URI.create(stack.layout().address(service) + path);
    }

    private static void until(BooleanSupplier come) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!come.getAsBoolean()) {
            assertThat(System.nanoTime()).as("patience").isLessThan(end);
            Thread.sleep(200);
        }
    }
}
