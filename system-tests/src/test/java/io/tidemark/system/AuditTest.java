package io.tidemark.system;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.launcher.layout.Service;
import io.tidemark.launcher.process.Pause;
import io.tidemark.system.RunningStack.Started;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/// What the audit log has of one piece of work through several services.
@ExtendWith(RunningStack.class)
class AuditTest {
    private static final String TRACE = "5a1de5000000000000000000000a0d17";
    private static final int LOOKS = 100;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void eachChangeIsToldWithWhoByWhatHowItEndedAndBothSides(Started stack) {
        String token = SignedIn.administrator(stack);
        String group = "{\"description\":\"%s\",\"priority\":1,\"selector\":{\"tag\":\"role\",\"in\":[\"none\"]}}";
        send(stack, token, Service.HISTORY, "PUT", "/api/groups/audited", group.formatted("first"), 200);
        send(stack, token, Service.HISTORY, "PUT", "/api/groups/audited", group.formatted("second"), 200);
        send(stack, token, Service.HISTORY, "DELETE", "/api/groups/audited", "", 204);
        send(stack, token, Service.HISTORY, "PUT", "/api/groups/audited", "{}", 422);
        send(stack, token, Service.ALERT, "POST", "/api/rules", """
                {"id":"audited","name":"Audited","measure":"free-bytes","threshold":1,"clearThreshold":2,
                 "severity":"critical","holdFor":"PT5M","server":"nobody-there","volume":"/"}""", 201);
        send(stack, token, Service.ALERT, "DELETE", "/api/rules/audited", "", 204);
        String root = "{\"root\":\"" + stack.emptyFolder("audited") + "\"}";
        send(stack, token, Service.SCAN, "POST", "/api/scans", root, 202);
        send(stack, token, Service.AUTH, "PUT", "/api/roles/audited", "{\"permissions\":[\"files:read\"]}", 200);
        send(stack, token, Service.ANALYTICS, "GET", "/api/search?q=audited", "", 200);

        List<JsonNode> rows = rows(stack);

        assertThat(rows).allSatisfy(row -> {
            assertThat(row.path("subject").asText()).isEqualTo("administrator");
            assertThat(row.path("via").asText()).matches("session [0-9a-f-]{36}");
            assertThat(row.path("client").asText()).isEqualTo("127.0.0.1");
        });
        assertThat(results(rows, "put-group")).containsExactly("asked", "done", "asked", "done", "asked");
        assertThat(results(rows, "put-group-refused")).containsExactly("refused");
        JsonNode second = done(rows, "put-group").getLast();
        assertThat(second.path("before"))
                .isEqualTo(done(rows, "put-group").getFirst().path("after"));
        assertThat(second.path("after").asText()).contains("\"description\":\"second\"");
        JsonNode removed = done(rows, "remove-group").getFirst();
        assertThat(removed.path("before")).isEqualTo(second.path("after"));
        assertThat(removed.has("after")).isFalse();
        assertThat(done(rows, "create-rule").getFirst().path("after").asText()).contains("\"id\":\"audited\"");
        assertThat(done(rows, "delete-rule").getFirst().path("before").asText()).contains("\"id\":\"audited\"");
        assertThat(done(rows, "start-scan").getFirst().path("after").asText()).contains("\"root\":");
        assertThat(done(rows, "put-role").getFirst().path("after").asText()).contains("files:read");
        assertThat(rows)
                .filteredOn(row -> row.path("service").asText().equals("analytics"))
                .extracting(row -> row.path("result").asText())
                .containsExactly("asked", "done");
        assertThat(stack.api()
                        .get(Service.AUTH, "/api/audit/verify")
                        .path("intact")
                        .asBoolean())
                .isTrue();
    }

    private void send(
            Started stack, String token, Service service, String method, String path, String body, int expected) {
        HttpResponse<String> answer =
                send(HttpRequest.newBuilder(URI.create(stack.layout().address(service) + path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .header("Accept", method.equals("GET") ? "text/csv" : "application/json")
                        .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
                        .method(method, BodyPublishers.ofString(body))
                        .build());
        assertThat(answer.statusCode())
                .as(method + " " + path + ": " + answer.body())
                .isEqualTo(expected);
        assertThat(answer.headers().firstValue("traceresponse").orElse("")).contains(TRACE);
    }

    /// What the administrator did in the trace, oldest first, once the last rows are there: they come within seconds.
    /// A service that has no token of its own yet signs in on the way.
    private List<JsonNode> rows(Started stack) {
        Set<String> late = Set.of("search", "put-group-refused");
        for (int look = 0; look < LOOKS; look++) {
            List<JsonNode> rows = traced(stack);
            Predicate<JsonNode> ended = row -> row.path("reason").asText().startsWith("answered");
            if (rows.stream()
                    .filter(ended)
                    .map(row -> row.path("action").asText())
                    .collect(Collectors.toSet())
                    .equals(late)) {
                return rows;
            }
            Pause.millis(100);
        }
        throw new AssertionError("These rows are there: " + traced(stack));
    }

    private static List<JsonNode> traced(Started stack) {
        return stack.api()
                .get(Service.AUTH, "/api/audit?limit=1000")
                .path("items")
                .valueStream()
                .filter(row -> row.path("trace").asText().equals(TRACE)
                        && !row.path("action").asText().equals("sign-in"))
                .toList()
                .reversed();
    }

    private static List<String> results(List<JsonNode> rows, String action) {
        return rows.stream()
                .filter(row -> row.path("action").asText().equals(action))
                .map(row -> row.path("result").asText())
                .toList();
    }

    private static List<JsonNode> done(List<JsonNode> rows, String action) {
        return rows.stream()
                .filter(row -> row.path("action").asText().equals(action)
                        && row.path("result").asText().equals("done"))
                .toList();
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
