package io.tidemark.launcher.dependency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.launcher.trouble.Trouble;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Asks a database of holes that speaks as OSV does (https://google.github.io/osv.dev/post-v1-querybatch/).
///
/// @param database its address
public record Holes(URI database) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int OK = 200;

    /// A hole in a library.
    public record Hole(String library, String id) {}

    /// @param libraries at most 1000 package URLs
    /// @throws Trouble where the database gives no answer for each of them
    public List<Hole> in(Collection<String> libraries) {
        List<String> asked = List.copyOf(libraries);
        JsonNode results = ask(question(asked)).path("results");
        if (results.size() != asked.size()) {
            throw new Trouble(database + " answered " + results.size() + " of " + asked.size() + " questions");
        }
        List<Hole> found = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            for (JsonNode hole : results.get(i).path("vulns")) {
                found.add(new Hole(asked.get(i), hole.path("id").asText()));
            }
        }
        return found;
    }

    private static ObjectNode question(List<String> libraries) {
        ObjectNode question = JSON.createObjectNode();
        ArrayNode queries = question.putArray("queries");
        libraries.forEach(url -> queries.addObject().putObject("package").put("purl", url));
        return question;
    }

    private JsonNode ask(ObjectNode question) {
        HttpRequest request = HttpRequest.newBuilder(database.resolve("/v1/querybatch"))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(question.toString()))
                .build();
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build()) {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != OK) {
                throw new Trouble(database + " answers " + answer.statusCode());
            }
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new Trouble(database + " answers with something else than JSON", e);
        } catch (IOException e) {
            throw new Trouble(database + " does not answer: the check needs the network", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Trouble("Interrupted", e);
        }
    }
}
