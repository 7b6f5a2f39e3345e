package io.tidemark.auth.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.tidemark.auth.StateResource;
import io.tidemark.auth.audit.AuditEvent;
import io.tidemark.auth.audit.AuditLog;
import io.tidemark.auth.audit.Sealer;
import io.tidemark.auth.audit.TenantLogs;
import io.tidemark.auth.seal.Checkpoint;
import io.tidemark.platform.tenant.Tenant;
import io.tidemark.platform.test.PostgresResource;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(StateResource.class)
@Timeout(60)
class CheckpointEventResourceTest {
    @Inject
    TenantLogs logs;

    @Inject
    AuditLog log;

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void whoFollowsGetsTheLastCheckpointAndThenEachAsItIsSigned() throws Exception {
        Checkpoint last = grown(Tenant.DEFAULT);

        try (Followed events = follow(SignIns.administrator(), "")) {
            JsonNode first = events.next();
            Checkpoint next = grown(Tenant.DEFAULT);
            JsonNode second = events.next();

            assertThat(first.path("data").path("checkpoint").asText()).isEqualTo(last.note());
            assertThat(second.path("id").asText()).isEqualTo(Long.toString(next.size()));
            assertThat(second.path("type").asText()).isEqualTo("io.tidemark.audit.sealed");
            assertThat(second.path("source").asText()).isEqualTo("/auth");
            assertThat(second.path("subject").asText()).isEqualTo("tidemark-auth/audit");
            assertThat(second.path("time").asText()).isEqualTo(next.at().toString());
            assertThat(second.path("data").path("rows").asLong()).isEqualTo(next.size());
            assertThat(second.path("data").path("root").asText()).isEqualTo(next.root());
            assertThat(second.path("data").path("checkpoint").asText()).isEqualTo(next.note());
        }
    }

    @Test
    void whoComesBackGetsEachThatWasMissed() throws Exception {
        Checkpoint kept = grown(Tenant.DEFAULT);
        List<Checkpoint> missed = List.of(grown(Tenant.DEFAULT), grown(Tenant.DEFAULT), grown(Tenant.DEFAULT));

        try (Followed events = follow(SignIns.administrator(), Long.toString(kept.size()))) {
            for (Checkpoint each : missed) {
                assertThat(events.next().path("data").path("checkpoint").asText())
                        .isEqualTo(each.note());
            }
        }
    }

    @Test
    void aTenantFollowsItsOwnLogOnly() throws Exception {
        String token = TenantSteps.tenant("following");
        grown(Tenant.DEFAULT);
        Checkpoint own = grown(new Tenant("following"));

        try (Followed events = follow(token, "")) {
            grown(Tenant.DEFAULT);
            Checkpoint next = grown(new Tenant("following"));

            assertThat(events.next().path("data").path("checkpoint").asText()).isEqualTo(own.note());
            assertThat(events.next().path("data").path("checkpoint").asText()).isEqualTo(next.note());
            assertThat(next.note()).startsWith("tidemark-auth/audit/following\n");
        }
    }

    @Test
    void anIdThatIsNoneIsRefused() throws Exception {
        HttpResponse<Stream<String>> answer = ask(SignIns.administrator(), "yesterday");

        assertThat(answer.statusCode()).isEqualTo(400);
    }

    /// Signed over one row more.
    private Checkpoint grown(Tenant tenant) {
        String subject = tenant.equals(Tenant.DEFAULT) ? "eve" : "eve@" + tenant;
        log.append(List.of(AuditEvent.own(Instant.now(), "prove", subject, "10.0.0.1", "", "one more")));
        Sealer sealer = logs.of(tenant).sealer();
        return sealer.seal().orElseThrow();
    }

    private Followed follow(String token, String lastEventId) throws Exception {
        HttpResponse<Stream<String>> answer = ask(token, lastEventId);
        assertThat(answer.statusCode()).isEqualTo(200);
        return new Followed(answer.body());
    }

    private static HttpResponse<Stream<String>> ask(String token, String lastEventId) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/api/audit/events"))
                .header("Authorization", "Bearer " + token)
                .header("Last-Event-ID", lastEventId)
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofLines());
    }

    private final class Followed implements AutoCloseable {
        private final Stream<String> lines;
        private final Iterator<String> data;

        Followed(Stream<String> lines) {
            this.lines = lines;
            this.data = lines.filter(line -> line.startsWith("data:"))
                    .map(line -> line.substring("data:".length()))
                    .iterator();
        }

        JsonNode next() throws Exception {
            return json.readTree(data.next());
        }

        @Override
        public void close() {
            lines.close();
        }
    }
}
