package io.tidemark.history.rest;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tidemark.history.SampleSnapshot;
import io.tidemark.platform.test.Tokens;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import static io.restassured.RestAssured.given;

/// A tenant with one of everything: a server with two snapshots, readings, a group, policies, a hold, a step of
/// retention, a backfill.
final class Party {

    private static final String[] ALL = {
        "servers:read", "servers:write", "groups:read", "groups:write", "policies:read", "policies:write",
        "snapshots:read", "snapshots:execute", "samples:read", "events:read", "retention:read", "retention:write"
    };
    private static final String SELECTOR =
            "{\"description\":\"\",\"priority\":1,\"selector\":{\"tag\":\"role\",\"in\":[\"web\"]}}";

    private final String tenant;
    private final UUID backfill = UUID.randomUUID();
    private final List<SampleSnapshot> snapshots = new ArrayList<>();

    Party(String tenant) {
        this.tenant = tenant;
    }

    /// A name of this tenant.
    String of(String name) {
        return tenant.equals("default") ? name : name + "@" + tenant;
    }

    String tenant() {
        return tenant;
    }

    SampleSnapshot last() {
        return snapshots.getLast();
    }

    UUID backfill() {
        return backfill;
    }

    RequestSpecification asks() {
        return given().auth().oauth2(Tokens.ofTenant(tenant, ALL));
    }

    String token() {
        return Tokens.ofTenant(tenant, ALL);
    }

    Party settled(Path folder) throws IOException {
        for (int day = 1; day <= 3; day++) {
            deliver(Files.createDirectories(folder.resolve(tenant + day)), day);
        }
        sample("2026-01-02T00:00:00Z", 10);
        sample("2026-01-03T00:00:00Z", 20);
        json("{\"role\":\"web\"}")
                .put("/api/servers/" + of("web-1") + "/tags")
                .then()
                .statusCode(200);
        json(SELECTOR).put("/api/groups/" + of("webs")).then().statusCode(200);
        json("{\"cpuShare\":0.5}")
                .put("/api/policies/scan/" + of("everything"))
                .then()
                .statusCode(200);
        json("{\"cpuShare\":0.25}")
                .put("/api/policies/scan/group:" + of("webs"))
                .then()
                .statusCode(200);
        json("{\"daily\":1}")
                .put("/api/policies/retention/server:" + of("web-1"))
                .then()
                .statusCode(200);
        json("{\"reason\":\"kept\"}")
                .put("/api/snapshots/" + last().id() + "/holds/pin")
                .then()
                .statusCode(204);
        asks().post("/api/retention/run?server=" + of("web-1")).then().statusCode(200);
        json("{\"url\":\"http://127.0.0.1:1\",\"from\":\"2026-01-01T00:00:00Z\",\"to\":\"2026-01-02T00:00:00Z\"}")
                .put("/api/samples/backfills/" + backfill)
                .then()
                .statusCode(202);
        asks().post("/api/samples/backfills/" + backfill + "/cancel").then().statusCode(200);
        return this;
    }

    void sample(String at, int used) {
        String sample = """
                {"samples":[{"server":"%s","volume":"/","device":"/dev/vda","type":"ext4","at":"%s",
                "sizeBytes":100,"usedBytes":%d,"freeBytes":8,"availableBytes":8,"inodes":9,"inodesFree":8}]}
                """.formatted(of("web-1"), at, used);
        agent().request()
                .contentType("application/json")
                .body(sample)
                .post("/api/samples")
                .then()
                .statusCode(200);
    }

    /// What this party finds at these addresses: all that an answer says, but for the time of the question.
    Map<String, String> finds(List<String> addresses) {
        Map<String, String> found = new TreeMap<>();
        addresses.forEach(address -> found.put(address, told(asks().get(address))));
        return found;
    }

    static String told(Response answer) {
        return answer.statusCode() + " " + answer.header("ETag") + " "
                + answer.asString().replaceAll("\"at\":\"2026[^\"]*\",\"freesBytes\"", "\"freesBytes\"");
    }

    private void deliver(Path folder, int day) {
        SampleSnapshot snapshot = SampleSnapshot.in(folder, of("web-1"));
        String at = String.format(Locale.ROOT, "2026-01-%02dT12:00:00Z", day);
        snapshot.manifest().put("startedAt", at).put("finishedAt", at);
        agent().deliver(snapshot).then().statusCode(201);
        snapshots.add(snapshot);
    }

    private Agent agent() {
        return new Agent(of("web-1"));
    }

    private RequestSpecification json(String body) {
        return asks().contentType("application/json").body(body);
    }
}
