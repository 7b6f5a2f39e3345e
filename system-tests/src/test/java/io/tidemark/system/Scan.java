package io.tidemark.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.launcher.client.Api;
import io.tidemark.launcher.layout.Service;
import io.tidemark.launcher.process.Pause;

import java.nio.file.Path;
import java.util.function.Predicate;

/// One scan, used through the packaged service's API.
record Scan(Api api, String id) {
    private static final int LOOKS = 600;
    private static final long PAUSE_MILLIS = 100;

    /// As fast as it goes.
    static Scan begin(Api api, Path root) {
        return begin(api, root, atFullSpeed());
    }

    static Scan begin(Api api, Path root, ObjectNode policy) {
        ObjectNode request = JsonNodeFactory.instance.objectNode().put("root", root.toString());
        request.set("policy", policy);
        return new Scan(
                api, api.post(Service.SCAN, "/api/scans", request).path("id").asText());
    }

    static ObjectNode atFullSpeed() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("cpuShare", 1.0)
                .put("idle", false)
                .put("backOff", false);
    }

    JsonNode look() {
        return api.get(Service.SCAN, path());
    }

    String state() {
        return look().path("state").asText();
    }

    long entries() {
        return look().path("progress").path("entries").asLong();
    }

    /// Pauses, resumes or cancels it.
    JsonNode tell(String order) {
        return api.post(Service.SCAN, path() + "/" + order, JsonNodeFactory.instance.objectNode());
    }

    /// @param fields that become different
    /// @return the whole policy
    JsonNode changePolicy(ObjectNode fields) {
        return api.put(Service.SCAN, path() + "/policy", fields);
    }

    void awaitState(String wanted) {
        await(job -> job.path("state").asText().equals(wanted));
    }

    JsonNode await(Predicate<JsonNode> wanted) {
        JsonNode job = look();
        for (int attempt = 0; attempt < LOOKS && !wanted.test(job); attempt++) {
            Pause.millis(PAUSE_MILLIS);
            job = look();
        }
        if (!wanted.test(job)) {
            throw new AssertionError("Not what was waited for: " + job);
        }
        return job;
    }

    JsonNode manifest() {
        return api.get(Service.HISTORY, "/api/snapshots/" + id + "/manifest");
    }

    JsonNode snapshot() {
        return api.get(Service.HISTORY, "/api/snapshots/" + id);
    }

    private String path() {
        return "/api/scans/" + id;
    }
}
