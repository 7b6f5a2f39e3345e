package io.tidemark.history.rest;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tidemark.platform.test.AuthResource;
import io.tidemark.platform.test.PostgresResource;
import org.junit.jupiter.api.Test;

import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(AuthResource.class)
@QuarkusTestResource(StoreResource.class)
class SampleApiTest {

    @Test
    void countsEqualSamplesOnce() {
        String sample = sample("once-1", "/", "2026-02-01T00:00:00Z", 10);

        post("once-1", sample, sample).then().statusCode(204);
        post("once-1", sample).then().statusCode(204);

        read("/api/samples?server=once-1").then().statusCode(200).body("items", hasSize(1));
    }

    @Test
    void listsSamplesOldestFirstPageByPage() {
        post(
                        "page-1",
                        sample("page-1", "/", "2026-02-01T00:02:00Z", 3),
                        sample("page-1", "/", "2026-02-01T00:00:00Z", 1),
                        sample("page-1", "/b", "2026-02-01T00:00:00Z", 2))
                .then()
                .statusCode(204);

        String cursor = read("/api/samples?server=page-1&limit=2")
                .then()
                .body("items.usedBytes", contains(1, 2))
                .extract()
                .path("nextCursor");

        read("/api/samples?server=page-1&limit=2&cursor=" + cursor)
                .then()
                .body("items.usedBytes", contains(3))
                .body("nextCursor", nullValue());
    }

    @Test
    void listsSamplesOfATimeWithItsStartAndWithoutItsEnd() {
        post(
                        "time-1",
                        sample("time-1", "/", "2026-02-01T00:00:00Z", 1),
                        sample("time-1", "/", "2026-02-02T00:00:00Z", 2))
                .then()
                .statusCode(204);

        Response day = read("/api/samples?server=time-1&from=2026-02-01T00:00:00Z&to=2026-02-02T00:00:00Z");

        day.then().body("items.usedBytes", contains(1));
    }

    @Test
    void listsTheNewestSampleOfEachVolume() {
        post(
                        "new-1",
                        sample("new-1", "/", "2026-02-01T00:00:00Z", 1),
                        sample("new-1", "/", "2026-02-01T00:01:00Z", 2),
                        sample("new-1", "/home", "2026-01-01T00:00:00Z", 3))
                .then()
                .statusCode(204);

        Response latest = read("/api/samples/latest?server=new-1");

        latest.then()
                .statusCode(200)
                .body("items.volume", contains("/", "/home"))
                .body("items.usedBytes", contains(2, 3))
                .body("items[0].at", equalTo("2026-02-01T00:01:00Z"))
                .body("items[0].device", equalTo("/dev/vda"))
                .body("items[0].inodesFree", equalTo(40));
    }

    @Test
    void rollsUpUtcDaysToTheirLastValues() {
        post(
                        "day-1",
                        sample("day-1", "/", "2026-02-01T00:00:00Z", 5),
                        sample("day-1", "/", "2026-02-01T12:00:00Z", 9),
                        sample("day-1", "/", "2026-02-01T23:59:59.999999Z", 7),
                        sample("day-1", "/", "2026-02-02T00:00:00Z", 8))
                .then()
                .statusCode(204);

        Response days = read("/api/samples/daily?server=day-1&volume=/");

        days.then()
                .statusCode(200)
                .body("items.day", contains("2026-02-01", "2026-02-02"))
                .body("items.usedBytes", contains(7, 8))
                .body("items.minUsedBytes", contains(5, 8))
                .body("items.maxUsedBytes", contains(9, 8))
                .body("items.availableBytes", contains(90, 90))
                .body("items.samples", contains(3, 1));
    }

    @Test
    void marksTheServerAsSeen() {
        post("seen-1", sample("seen-1", "/", "2026-02-01T00:00:00Z", 1)).then().statusCode(204);

        Response servers = read("/api/servers");

        servers.then().statusCode(200).body("items.name", hasItem("seen-1"));
    }

    @Test
    void refusesSamplesOfAnotherServerAndKeepsNone() {
        Response posted = post(
                "own-1",
                sample("own-1", "/", "2026-02-01T00:00:00Z", 1),
                sample("foreign-1", "/", "2026-02-01T00:00:00Z", 1));

        posted.then().statusCode(403);
        read("/api/samples?server=own-1").then().body("items", hasSize(0));
    }

    @Test
    void refusesImpossibleSamplesAndKeepsNone() {
        Response posted = post(
                "bad-1",
                sample("bad-1", "/", "2026-02-01T00:00:00Z", 1),
                sample("bad-1", "/", "2026-02-01T00:01:00Z", -1));

        posted.then().statusCode(422).body("detail", equalTo("samples.[1]: usedBytes must not be negative"));
        read("/api/samples?server=bad-1").then().body("items", hasSize(0));
    }

    @Test
    void refusesTimesThatAreNone() {
        Response samples = read("/api/samples?from=yesterday");

        samples.then().statusCode(422).body("errors.field", contains("from"));
    }

    private static Response read(String path) {
        return Agent.reader().get(path);
    }

    private static Response post(String server, String... samples) {
        return new Agent(server)
                .request()
                .contentType("application/json")
                .body(Stream.of(samples).collect(Collectors.joining(",", "{\"samples\":[", "]}")))
                .post("/api/samples");
    }

    private static String sample(String server, String volume, String at, long used) {
        return """
                {"server":"%s","volume":"%s","device":"/dev/vda","type":"ext4","at":"%s","sizeBytes":100,"usedBytes":%d,
                 "freeBytes":95,"availableBytes":90,"inodes":50,"inodesFree":40}""".formatted(server, volume, at, used);
    }
}
