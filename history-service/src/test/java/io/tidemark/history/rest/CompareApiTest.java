package io.tidemark.history.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tidemark.history.ForAll;
import io.tidemark.history.SampleSnapshot;
import io.tidemark.history.delta.Change;
import io.tidemark.history.delta.ChangeKind;
import io.tidemark.history.delta.ChangeStream;
import io.tidemark.history.delta.Comparer;
import io.tidemark.history.delta.Deltas;
import io.tidemark.history.event.Event;
import io.tidemark.history.event.EventLog;
import io.tidemark.history.event.EventType;
import io.tidemark.history.snapshot.Snapshot;
import io.tidemark.history.snapshot.SnapshotRegister;
import io.tidemark.platform.tenant.Tenancy;
import io.tidemark.platform.test.AuthResource;
import io.tidemark.platform.test.PostgresResource;
import io.tidemark.platform.test.Tokens;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(AuthResource.class)
@QuarkusTestResource(StoreResource.class)
class CompareApiTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LINES = "application/x-ndjson";
    private static final int MANY = 70_000;
    private static final String ORDERLY_END = "0\r\n\r\n";

    @TempDir
    Path folder;

    @TestHTTPResource
    URI root;

    @ConfigProperty(name = "history.store-dir")
    Path store;

    @Inject
    Deltas deltas;

    @Inject
    SnapshotRegister register;

    @Inject
    Comparer comparer;

    @Inject
    EventLog events;

    @Test
    void sumsUpWhatChangedAndListsItBySize() throws IOException {
        SampleSnapshot first = deliver("cmp-1", "2026-01-02T23:59:59.123456Z", 5000);
        SampleSnapshot second = deliver("cmp-1", "2026-01-03T23:59:59.123456Z", 9000);

        Response summary = read("/api/snapshots/compare?from=" + first.id() + "&to=" + second.id());
        Response changes = read("/api/snapshots/compare/changes?from=" + first.id() + "&to=" + second.id());

        summary.then()
                .statusCode(200)
                .body("before.sizeBytes", equalTo(5105))
                .body("after.sizeBytes", equalTo(9105))
                .body("kinds.grown.sizeBytes", equalTo(4000))
                .body("kinds.grown.entries", equalTo(2))
                .body("kinds.created.entries", equalTo(0))
                .body("folders.key", contains("/data"))
                .body("folders[0].sizeBytes", equalTo(4000))
                .body("volume.changeBytes", equalTo(5000))
                .body("volume.explainedBytes", equalTo(0))
                .body("volume.unexplainedBytes", equalTo(5000))
                .body("complete", equalTo(true));
        changes.then()
                .statusCode(200)
                .body("items.path", contains("/data/b.txt", "/data/b-again.txt"))
                .body("items.kind", contains("grown", "grown"))
                .body("items.changeBytes.sum()", equalTo(4000))
                .body("nextCursor", nullValue());
    }

    @Test
    void pagesAndFiltersChanges() throws IOException {
        SampleSnapshot first = deliver("cmp-2", "2026-01-02T23:59:59.123456Z", 5000);
        SampleSnapshot second = deliver("cmp-2", "2026-01-03T23:59:59.123456Z", 9000);
        String pair = "/api/snapshots/compare/changes?from=" + first.id() + "&to=" + second.id();

        String cursor = read(pair + "&limit=1")
                .then()
                .body("items.rank", contains(1))
                .extract()
                .path("nextCursor");

        read(pair + "&limit=1&cursor=" + cursor).then().body("items.rank", contains(2));
        read(pair + "&kind=deleted").then().statusCode(200).body("items", hasSize(0));
        read(pair + "&kind=nothing").then().statusCode(422);
    }

    @Test
    void takesDaysWhereServerAndRootAreGiven() throws IOException {
        SampleSnapshot first = deliver("cmp-3", "2026-01-02T23:59:59.123456Z", 5000);
        SampleSnapshot second = deliver("cmp-3", "2026-01-03T23:59:59.123456Z", 9000);
        String where = "&server=cmp-3&root=/data";

        Response byDay = read("/api/snapshots/compare?from=2026-01-02&to=2026-02-01" + where);

        byDay.then()
                .statusCode(200)
                .body("from.id", equalTo(first.id().toString()))
                .body("to.id", equalTo(second.id().toString()));
        read("/api/snapshots/compare?from=2026-01-01&to=2026-01-03" + where)
                .then()
                .statusCode(404);
        read("/api/snapshots/compare?from=2026-01-02&to=2026-01-03").then().statusCode(422);
        read("/api/snapshots/compare?from=" + first.id()).then().statusCode(422);
        read("/api/snapshots/compare?from=" + first.id() + "&to=" + first.id())
                .then()
                .statusCode(422);
    }

    @Test
    void tellsOfAMassChangeOnceWithTheDelta() throws IOException {
        deliver("cmp-4", "2026-01-02T23:59:59.123456Z", 5000);
        SampleSnapshot second = deliver("cmp-4", "2026-01-03T23:59:59.123456Z", 9000);

        ForAll.get(comparer::compareOpen);
        ForAll.get(comparer::compareOpen);

        List<Event> told = events.after(Tenancy.ALL, 0, EnumSet.of(EventType.MASS_CHANGE), 100).stream()
                .filter(event -> event.data().contains("\"cmp-4\""))
                .toList();
        assertThat(told).singleElement().satisfies(event -> {
            assertThat(event.subject()).isEqualTo(second.id().toString());
            assertThat(event.data()).contains("\"share\":0.4", "\"threshold\":0.1", "\"rewritten\":2");
        });
    }

    @Test
    void answersAPairOnceAndAgainFromWhatWasKept() throws IOException {
        SampleSnapshot first = deliver("cmp-5", "2026-01-02T23:59:59.123456Z", 5000);
        SampleSnapshot second = deliver("cmp-5", "2026-01-03T23:59:59.123456Z", 9000);
        String pair = "/api/snapshots/compare?from=" + first.id() + "&to=" + second.id();

        Response once = read(pair);
        Response again = read(pair);
        Response held =
                Agent.reader().header("If-None-Match", once.header("ETag")).get(pair);

        once.then().body("from.id", notNullValue());
        assertThat(again.asString()).isEqualTo(once.asString());
        held.then().statusCode(304);
    }

    @Test
    void streamsAllChangesAsLinesTheLargestFirst() throws IOException {
        SampleSnapshot first = deliverMany("cmp-6", "2026-01-02T23:59:59.123456Z", MANY);
        SampleSnapshot second = deliverMany("cmp-6", "2026-01-03T23:59:59.123456Z", 1);
        String pair = "/api/snapshots/compare/changes?from=" + first.id() + "&to=" + second.id();

        Response lines = Agent.reader().accept(LINES).get(pair);

        List<JsonNode> changes = parsed(lines);
        assertThat(lines.contentType()).isEqualTo(LINES);
        assertThat(changes)
                .extracting(one -> one.get("rank").asInt())
                .isEqualTo(IntStream.range(1, MANY).boxed().toList());
        assertThat(changes)
                .extracting(one -> one.get("changeBytes").asInt())
                .isEqualTo(IntStream.range(1, MANY).map(i -> i - MANY).boxed().toList());
        assertThat(parsed(Agent.reader().accept(LINES).get(pair + "&kind=created")))
                .isEmpty();
        Agent.reader().accept(LINES).get(pair + "&limit=10").then().statusCode(422);
        Agent.reader().get(pair).then().statusCode(200).contentType("application/json");
    }

    @Test
    void endsAStreamOfChangesThoughTheyAreKeptNoLonger() throws IOException {
        SampleSnapshot first = deliverMany("cmp-7", "2026-01-02T23:59:59.123456Z", 100);
        SampleSnapshot second = deliverMany("cmp-7", "2026-01-03T23:59:59.123456Z", 1);
        List<Change> changes = new ArrayList<>();

        try (ChangeStream stream = stream(first, second)) {
            deltas.forget(first.id());
            stream.to(changes::add);
        }

        assertThat(changes).hasSize(99);
    }

    @Test
    void breaksTheConnectionOffWhereNotAllChangesCanBeRead() throws IOException {
        SampleSnapshot first = deliverMany("cmp-9", "2026-01-02T23:59:59.123456Z", MANY);
        SampleSnapshot second = deliverMany("cmp-9", "2026-01-03T23:59:59.123456Z", 1);
        String pair = "/api/snapshots/compare/changes?from=" + first.id() + "&to=" + second.id();
        read(pair).then().statusCode(200);
        try (RandomAccessFile kept = new RandomAccessFile(kept(first).toFile(), "rw")) {
            kept.seek(kept.length() / 2);
            kept.write(new byte[2_000]);
        }

        String answer = asked(pair);

        assertThat(answer).doesNotContain("HTTP/1.1 500").doesNotEndWith(ORDERLY_END);
    }

    /// All that comes until the connection ends, by a client that does not ask again: what broke off is made anew for
    /// whoever asks then.
    private String asked(String path) throws IOException {
        try (Socket socket = new Socket(root.getHost(), root.getPort())) {
            String request = "GET " + path + " HTTP/1.1\r\nHost: history\r\nAccept: " + LINES
                    + "\r\nAuthorization: Bearer " + Tokens.with("snapshots:read") + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.setSoTimeout(20_000);
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            try {
                socket.getInputStream().transferTo(answer);
            } catch (SocketException reset) {
                assertThat(reset).hasMessageContaining("reset");
            }
            return answer.toString(StandardCharsets.UTF_8);
        }
    }

    private Path kept(SampleSnapshot from) throws IOException {
        try (Stream<Path> all = Files.walk(store.resolve(".deltas"))) {
            return all.filter(path -> path.endsWith("changes.parquet")
                            && path.toString().contains(from.id().toString()))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void letsOnlySomeReadAtOnce() throws IOException {
        SampleSnapshot first = deliverMany("cmp-8", "2026-01-02T23:59:59.123456Z", 2);
        SampleSnapshot second = deliverMany("cmp-8", "2026-01-03T23:59:59.123456Z", 1);
        String pair = "/api/snapshots/compare/changes?from=" + first.id() + "&to=" + second.id();
        List<ChangeStream> reading = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            reading.add(stream(first, second));
        }

        Agent.reader().accept(LINES).get(pair).then().statusCode(503).body("code", equalTo("delta-busy"));

        for (ChangeStream one : reading) {
            one.close();
        }
        Agent.reader().accept(LINES).get(pair).then().statusCode(200);
    }

    private ChangeStream stream(SampleSnapshot first, SampleSnapshot second) {
        return ForAll.get(() -> deltas.stream(snapshot(first), snapshot(second), EnumSet.allOf(ChangeKind.class)));
    }

    private Snapshot snapshot(SampleSnapshot sample) {
        return register.find(sample.id()).orElseThrow().snapshot();
    }

    private static List<JsonNode> parsed(Response lines) throws IOException {
        List<JsonNode> parsed = new ArrayList<>();
        for (String line : lines.asString().lines().toList()) {
            parsed.add(JSON.readTree(line));
        }
        return parsed;
    }

    /// Files of 0 to `count` - 1 bytes.
    private SampleSnapshot deliverMany(String server, String startedAt, int count) throws IOException {
        SampleSnapshot snapshot = SampleSnapshot.in(Files.createDirectory(folder.resolve(server + count)), server);
        String rows = SampleSnapshot.ENTRY_ROWS.substring(0, SampleSnapshot.ENTRY_ROWS.indexOf("FROM (VALUES"));
        snapshot.writeEntries(
                rows + "FROM (SELECT 'f' || n AS n, 'file' AS t, n AS s, 0 AS a, 100 + n AS i, true AS c FROM range("
                        + count + ") r(n)) AS rows",
                count);
        snapshot.counts()
                .put("entries", count)
                .put("files", count)
                .put("symlinks", 0)
                .put("others", 0)
                .put("sizeBytes", (long) count * (count - 1) / 2)
                .put("allocatedBytes", 0);
        snapshot.manifest().put("startedAt", startedAt).put("finishedAt", startedAt);
        new Agent(server).deliver(snapshot).then().statusCode(201);
        return snapshot;
    }

    /// The file with two names has `size` bytes.
    private SampleSnapshot deliver(String server, String startedAt, long size) throws IOException {
        SampleSnapshot snapshot = SampleSnapshot.in(Files.createDirectory(folder.resolve(server + size)), server);
        snapshot.writeEntries(SampleSnapshot.ENTRY_ROWS.replace("5000", Long.toString(size)), 5);
        snapshot.counts().put("sizeBytes", 105 + size);
        snapshot.manifest().put("startedAt", startedAt).put("finishedAt", startedAt);
        snapshot.manifest().withObject("/volume/end").put("usedBytes", 100_000 + size / 4000 * 5000);
        new Agent(server).deliver(snapshot).then().statusCode(201);
        return snapshot;
    }

    private static Response read(String path) {
        return Agent.reader().get(path);
    }
}
