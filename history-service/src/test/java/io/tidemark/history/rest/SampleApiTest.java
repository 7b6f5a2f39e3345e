package io.tidemark.history.rest;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tidemark.platform.test.AuthResource;
import io.tidemark.platform.test.PostgresResource;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
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

        post("once-1", sample, sample).then().statusCode(200);
        post("once-1", sample).then().statusCode(200);

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
                .statusCode(200);

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
                .statusCode(200);

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
                .statusCode(200);

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
                .statusCode(200);

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
        post("seen-1", sample("seen-1", "/", "2026-02-01T00:00:00Z", 1)).then().statusCode(200);

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

    @Test
    void takesLinesOnceAndSaysHowManyWereNew() {
        String lines =
                line("lines-1", "2026-02-01T00:00:00Z", 10) + "\n\n" + line("lines-1", "2026-02-01T00:01:00Z", 11);
        postLines("lines-1", lines)
                .then()
                .statusCode(200)
                .body("samples", equalTo(2))
                .body("fresh", equalTo(2));

        Response again = postLines("lines-1", lines + line("lines-1", "2026-02-01T00:02:00Z", 12));

        again.then().statusCode(200).body("samples", equalTo(3)).body("fresh", equalTo(1));
        read("/api/samples?server=lines-1").then().body("items.usedBytes", contains(10, 11, 12));
    }

    @Test
    void refusesBadLinesWithTheirNumbersAndKeepsNone() {
        String good = line("badlines-1", "2026-02-01T00:00:00Z", 10);
        String lines = good + good.replace("\"usedBytes\":10", "\"usedBytes\":-1") + "{\n" + good
                + good.replace("\"usedBytes\":10,", "") + "null\n";

        Response refused = postLines("badlines-1", lines);

        refused.then()
                .statusCode(422)
                .body("errors.field", contains("line 2", "line 3", "line 5", "line 6"))
                .body("errors[0].message", equalTo("usedBytes must not be negative"));
        read("/api/samples?server=badlines-1").then().body("items", hasSize(0));
    }

    @Test
    void refusesLinesOfAnotherServer() {
        Response refused = postLines("own-2", line("foreign-2", "2026-02-01T00:00:00Z", 10));

        refused.then().statusCode(403);
    }

    @Test
    void refusesReadingsOfTheFuture() {
        Response refused = post("future-1", sample("future-1", "/", "2126-02-01T00:00:00Z", 1));

        refused.then().statusCode(422).body("errors.field", contains("samples.[0]"));
    }

    @Test
    void choosesTheResolutionBySpanAndSaysWhich() {
        post(
                        "span-1",
                        sample("span-1", "/", "2026-02-01T00:10:00Z", 5),
                        sample("span-1", "/", "2026-02-01T00:20:00Z", 8),
                        sample("span-1", "/", "2026-02-01T01:00:00Z", 2))
                .then()
                .statusCode(200);

        Response day = read("/api/samples?server=span-1&from=2026-02-01T00:00:00Z&to=2026-02-02T00:00:00Z");
        Response month = read("/api/samples?server=span-1&from=2026-02-01T00:00:00Z&to=2026-03-01T00:00:00Z");
        Response year = read("/api/samples?server=span-1&from=2026-01-01T00:00:00Z&to=2027-01-01T00:00:00Z");

        day.then().body("resolution", equalTo("raw")).body("items", hasSize(3));
        month.then()
                .body("resolution", equalTo("hour"))
                .body("items.at", contains("2026-02-01T00:00:00Z", "2026-02-01T01:00:00Z"))
                .body("items.firstUsedBytes", contains(5, 2))
                .body("items.usedBytes", contains(8, 2))
                .body("items.meanUsedBytes", contains(7, 2))
                .body("items.samples", contains(2, 1));
        year.then()
                .body("resolution", equalTo("day"))
                .body("items.minUsedBytes", contains(2))
                .body("items.maxUsedBytes", contains(8))
                .body("items.meanUsedBytes", contains(5))
                .body("items.samples", contains(3));
    }

    @Test
    void answersInTheResolutionAskedFor() {
        post("ask-1", sample("ask-1", "/", "2026-02-01T00:10:00Z", 5)).then().statusCode(200);

        Response hours = read("/api/samples?server=ask-1&resolution=hour");
        Response refused = read("/api/samples?server=ask-1&resolution=minute");

        hours.then().body("resolution", equalTo("hour")).body("items.at", contains("2026-02-01T00:00:00Z"));
        refused.then().statusCode(422).body("errors.field", contains("resolution"));
    }

    @Test
    void marksWhatHappenedToAVolumeOnceOverAllPages() {
        String small = sample("mark-1", "/", "2026-02-01T00:00:00Z", 5);
        String large =
                sample("mark-1", "/", "2026-02-01T00:10:00Z", 6).replace("\"sizeBytes\":100", "\"sizeBytes\":200");
        String other = sample("mark-1", "/", "2026-02-01T00:20:00Z", 6).replace("/dev/vda", "/dev/vdb");
        post("mark-1", small, large, other).then().statusCode(200);

        Response first = read("/api/samples?server=mark-1&limit=2");
        String cursor = first.then().extract().path("nextCursor");
        Response second = read("/api/samples?server=mark-1&limit=2&cursor=" + cursor);
        Response days = read("/api/samples/daily?server=mark-1");

        first.then().body("marks", hasSize(0));
        second.then().body("marks.kind", contains("resized", "replaced"));
        second.then()
                .body("marks[0].before.sizeBytes", equalTo(100))
                .body("marks[0].after.sizeBytes", equalTo(200))
                .body("marks[1].before.device", equalTo("/dev/vda"))
                .body("marks[1].after.device", equalTo("/dev/vdb"));
        days.then().body("marks.at", contains("2026-02-01T00:10:00Z", "2026-02-01T00:20:00Z"));
    }

    private static Response postLines(String server, String lines) {
        return new Agent(server)
                .request()
                .contentType("application/x-ndjson")
                .body(lines.getBytes(StandardCharsets.UTF_8))
                .post("/api/samples");
    }

    private static String line(String server, String at, long used) {
        return sample(server, "/", at, used).replace("\n", "") + "\n";
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
