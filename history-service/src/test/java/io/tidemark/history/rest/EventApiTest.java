package io.tidemark.history.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.history.SampleSnapshot;
import io.tidemark.platform.test.AuthResource;
import io.tidemark.platform.test.PostgresResource;
import io.tidemark.platform.test.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(AuthResource.class)
@QuarkusTestResource(StoreResource.class)
@Timeout(20)
class EventApiTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SNAPSHOTS = "?type=io.tidemark.snapshot.registered";

    @TempDir
    Path folder;

    @TestHTTPResource("/api/events")
    URI events;

    @Test
    void replaysEventsFromTheBeginningInOrder() throws Exception {
        String first = deliver("replay-1");
        String second = deliver("replay-1");

        List<String> subjects = subjects(until(open(SNAPSHOTS, "0"), second));

        assertThat(subjects).containsSubsequence(first, second);
    }

    @Test
    void replaysOnlyWhatIsBehindTheLastEventId() throws Exception {
        String first = deliver("behind-1");
        String second = deliver("behind-1");
        String lastId = until(open(SNAPSHOTS, "0"), first).getLast().get("id").asText();

        List<String> subjects = subjects(until(open(SNAPSHOTS, lastId), second));

        assertThat(subjects).containsExactly(second);
    }

    @Test
    void tellsAnOpenStreamOfWhatHappensLater() throws Exception {
        String before = deliver("live-1");
        String lastId = until(open(SNAPSHOTS, "0"), before).getLast().get("id").asText();
        Stream<String> open = open(SNAPSHOTS, lastId);

        String later = deliver("live-1");

        JsonNode event = until(open, later).getLast();
        assertThat(event.get("specversion").asText()).isEqualTo("1.0");
        assertThat(event.get("type").asText()).isEqualTo("io.tidemark.snapshot.registered");
        assertThat(event.get("data").get("server").asText()).isEqualTo("live-1");
        assertThat(event.get("data").get("parts")).hasSize(2);
    }

    @Test
    void tellsHowManySamplesOfAServerWereNew() throws Exception {
        String sample = """
                {"server":"told-1","volume":"/","device":"d","type":"ext4","at":"2026-02-01T00:00:00Z","sizeBytes":1,
                 "usedBytes":1,"freeBytes":1,"availableBytes":1,"inodes":1,"inodesFree":1}""";
        new Agent("told-1")
                .request()
                .contentType("application/json")
                .body("{\"samples\":[" + sample + "," + sample + "]}")
                .post("/api/samples")
                .then()
                .statusCode(200);

        JsonNode event =
                until(open("?type=io.tidemark.samples.received", "0"), "told-1").getLast();

        assertThat(event.get("data").toString())
                .isEqualTo("{\"server\":\"told-1\",\"samples\":1,\"at\":\"2026-02-01T00:00:00Z\"}");
    }

    @Test
    void refusesTypesThatAreNone() {
        Agent.reader().get("/api/events?type=nonsense").then().statusCode(422);
    }

    @Test
    void refusesReadersWithoutPermission() {
        io.restassured.RestAssured.given()
                .auth()
                .oauth2(Tokens.with("snapshots:read"))
                .get("/api/events")
                .then()
                .statusCode(403);
    }

    private String deliver(String server) {
        SampleSnapshot snapshot = SampleSnapshot.in(folder, server);
        new Agent(server).deliver(snapshot).then().statusCode(201);
        return snapshot.id().toString();
    }

    private Stream<String> open(String query, String lastId) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(events + query))
                .header("Accept", "text/event-stream")
                .header("Authorization", "Bearer " + Tokens.with("events:read"))
                .header("Last-Event-ID", lastId);
        HttpResponse<Stream<String>> response =
                HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofLines());
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }

    /// Reads up to the event of `subject` and closes the stream.
    private static List<JsonNode> until(Stream<String> lines, String subject) throws IOException {
        List<JsonNode> found = new ArrayList<>();
        try (lines) {
            var data = lines.filter(line -> line.startsWith("data:")).iterator();
            while (data.hasNext()) {
                found.add(JSON.readTree(data.next().substring("data:".length())));
                if (found.getLast().get("subject").asText().equals(subject)) {
                    return found;
                }
            }
        }
        throw new AssertionError("the stream ended before " + subject);
    }

    private static List<String> subjects(List<JsonNode> events) {
        return events.stream().map(event -> event.get("subject").asText()).toList();
    }
}
