package io.tidemark.alert;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.tidemark.alert.evaluation.AlertStore;
import io.tidemark.alert.evaluation.Evaluation;
import io.tidemark.alert.evaluation.EvaluationQueue;
import io.tidemark.alert.evaluation.Evaluator;
import io.tidemark.alert.evaluation.EventPlace;
import io.tidemark.alert.evaluation.Occasion;
import io.tidemark.alert.evaluation.Pass;
import io.tidemark.alert.evaluation.Planner;
import io.tidemark.alert.evaluation.Watch;
import io.tidemark.alert.source.ReadingSource;
import io.tidemark.platform.client.TokenSource;
import io.tidemark.platform.test.AuthResource;
import io.tidemark.platform.test.OpenApiDrift;
import io.tidemark.platform.test.PostgresResource;
import io.tidemark.platform.test.Tokens;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static io.restassured.RestAssured.given;
import static io.tidemark.alert.FakeHistory.sample;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

/// The whole service on a real database, with history and auth on loopback. Each test watches a server of
/// its own.
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(AuthResource.class)
@QuarkusTestResource(FakeHistory.class)
class AlertServiceTest {

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    @Inject
    Evaluator evaluator;

    @Inject
    ReadingSource readings;

    @Inject
    AlertStore alerts;

    @Inject
    EvaluationRun run;

    @Inject
    EvaluationQueue queue;

    @Inject
    EventPlace place;

    @Inject
    Triggers triggers;

    @Inject
    AlertConfig config;

    @Inject
    Instance<TokenSource> tokens;

    @Test
    void firesAfterTheHoldTimeAndResolvesPastTheClearThreshold() {
        var server = server();
        read(server, now.minusSeconds(400), 90);
        alertsOf(server).body("items", hasSize(1)).body("items[0].state", equalTo("pending"));

        read(server, now.minusSeconds(90), 91);
        alertsOf(server)
                .body("items", hasSize(1))
                .body("items[0].ruleId", equalTo("used-share-warning"))
                .body("items[0].rule", equalTo("Volume mostly full"))
                .body("items[0].severity", equalTo("warning"))
                .body("items[0].volume", equalTo("/srv"))
                .body("items[0].state", equalTo("firing"))
                .body("items[0].value", equalTo(0.91f))
                .body("items[0].threshold", equalTo(0.85f))
                .body("items[0].since", equalTo(now.minusSeconds(400).toString()))
                .body("items[0].firedAt", equalTo(now.minusSeconds(90).toString()))
                .body("items[0].resolvedAt", nullValue())
                .body("items[0].stale", equalTo(false))
                .body("items[0].summary", equalTo("/srv on " + server + ": 91.0 % used, limit 85.0 %"))
                .body("basis.complete", equalTo(true));

        read(server, now.minusSeconds(30), 83);
        alertsOf(server)
                .body("items", hasSize(1))
                .body("items[0].state", equalTo("resolved"))
                .body("items[0].reason", equalTo("cleared"))
                .body("items[0].resolvedAt", equalTo(now.minusSeconds(30).toString()));
    }

    @Test
    void remembersPendingTimeAndFiringAlertsThroughARestart() {
        var server = server();
        read(server, now.minusSeconds(400), 90);
        var restarted = newEvaluator(InstantSource.system());

        FakeHistory.knows(sample(server, "/srv", now.minusSeconds(90), 90, 10));
        evaluate(restarted);
        var id = alertsOf(server)
                .body("items[0].state", equalTo("firing"))
                .body("items[0].since", equalTo(now.minusSeconds(400).toString()))
                .extract()
                .path("items[0].id");
        evaluate(newEvaluator(InstantSource.system()));

        alertsOf(server).body("items", hasSize(1)).body("items[0].id", equalTo(id));
    }

    @Test
    void leavesAPassThatLookedEarlierThanTheLastOneUndone() {
        var server = server();
        read(server, now.minusSeconds(60), 90);
        var behind = now.minusSeconds(30);
        FakeHistory.knows(sample(server, "/other", now.minusSeconds(60), 90, 10));

        var pass = newEvaluator(() -> behind).evaluate(Occasion.CLOCK);

        assertThat(pass).isEmpty();
        alertsOf(server).body("items.volume", equalTo(List.of("/srv")));
    }

    @Test
    void evaluatesOnceAtATime() throws Exception {
        var server = server();
        FakeHistory.knows(sample(server, "/srv", now.minusSeconds(60), 90, 10));
        try (var threads = Executors.newFixedThreadPool(4)) {
            var passes = threads.invokeAll(Collections.nCopies(
                    8, () -> newEvaluator(InstantSource.system()).evaluate(Occasion.CLOCK)));
            for (var pass : passes) {
                pass.get();
            }
        }

        evaluate(evaluator);

        alertsOf(server).body("items", hasSize(1)).body("items[0].state", equalTo("pending"));
    }

    @Test
    void callsAnAlertStaleWhenNothingFreshIsKnownAndDoesNotResolveIt() {
        var server = server();
        var past = now.minusSeconds(3600);
        FakeHistory.knows(sample(server, "/srv", past, 99, 1));
        evaluate(newEvaluator(() -> past));

        FakeHistory.knows(sample(server, "/srv", past.plusSeconds(400), 10, 90));
        evaluate(evaluator);

        alertsOf(server)
                .body("items", hasSize(2))
                .body("items.state", hasItems("pending", "pending"))
                .body("items.stale", hasItems(true, true))
                .body("basis.complete", equalTo(false))
                .body("basis.reason", equalTo("no reading is fresh"));
    }

    @Test
    void saysThatItIsBlindWhileHistoryIsAway() {
        read(server(), now.minusSeconds(60), 10);
        FakeHistory.isAway();
        evaluate(evaluator);

        run.accept(Occasion.CLOCK);

        alertsOf(server())
                .body("items", hasSize(0))
                .body("basis.complete", equalTo(false))
                .body("basis.reason", equalTo("the readings cannot be had"))
                .body("basis.newestReadingAt", equalTo(now.minusSeconds(60).toString()));
        given().get("/health/ready")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'readings' }.data.fresh", equalTo(false));
        assertThat(given().accept("text/plain").get("/metrics").asString().replace(",}", "}"))
                .contains("# HELP tidemark_alert_source_failures_total ")
                .contains("tidemark_alerts{severity=\"critical\",state=\"firing\"} ")
                .contains("tidemark_alert_evaluation_seconds_count")
                .containsPattern("tidemark_alert_newest_reading_age_seconds [0-9]")
                .contains("tidemark_alert_evaluations_total{ending=\"done\"} ");
    }

    @Test
    void evaluatesWhenSamplesCameIn() throws InterruptedException {
        var server = server();
        FakeHistory.knows(sample(server, "/srv", now.minusSeconds(60), 90, 10));

        FakeHistory.tells(UUID.randomUUID().toString());

        var deadline = Instant.now().plusSeconds(10);
        while (count(server) == 0 && Instant.now().isBefore(deadline)) {
            Thread.sleep(20);
        }
        assertThat(count(server)).isEqualTo(1);
    }

    @Test
    void goesOnBehindTheLastEventAfterARestart() throws InterruptedException {
        var event = UUID.randomUUID().toString();
        FakeHistory.knows(sample(server(), "/srv", now.minusSeconds(60), 10, 90));
        FakeHistory.tells(event);
        var deadline = Instant.now().plusSeconds(10);
        while (!place.last().toCompletableFuture().join().equals(Optional.of(event))
                && Instant.now().isBefore(deadline)) {
            triggers.keepPlace().await().atMost(Duration.ofSeconds(5));
            Thread.sleep(20);
        }

        var restarted = new Triggers(queue, alerts, place, config, InstantSource.system());
        restarted.start(new StartupEvent(), tokens);

        while (!FakeHistory.askedBehind().equals(event) && Instant.now().isBefore(deadline)) {
            Thread.sleep(20);
        }
        restarted.stop(new ShutdownEvent());
        assertThat(FakeHistory.askedBehind()).isEqualTo(event);
    }

    @Test
    void evaluatesThousandsOfVolumesInOnePass() {
        var server = server();
        FakeHistory.knows(IntStream.range(0, 3000)
                .mapToObj(i -> sample(server, "/v" + i, now.minusSeconds(60), i < 1000 ? 90 : 10, i < 1000 ? 10 : 90))
                .toArray(String[]::new));

        var pass = evaluate(evaluator);

        assertThat(pass.volumes()).isEqualTo(3000);
        var first = alertsOf(server, "limit=700").body("items", hasSize(700)).body("nextCursor", notNullValue());
        var cursor = first.extract().<String>path("nextCursor");
        alertsOf(server, "limit=700&cursor=" + cursor)
                .body("items", hasSize(300))
                .body("nextCursor", nullValue());
    }

    @Test
    void resolvesWhatARemovedRuleRaised() {
        var server = server();
        var id = "gone-" + server;
        as("rules:write")
                .body(rule(id, "PT0S", server))
                .post("/api/rules")
                .then()
                .statusCode(201)
                .header("Location", containsString("/api/rules/" + id));
        read(server, now.minusSeconds(60), 60);
        alertsOf(server).body("items[0].state", equalTo("firing"));

        as("rules:write").delete("/api/rules/" + id).then().statusCode(204);
        evaluate(evaluator);

        alertsOf(server).body("items[0].state", equalTo("resolved")).body("items[0].reason", equalTo("rule-removed"));
        as("rules:read").get("/api/rules/" + id).then().statusCode(404).body("code", equalTo("not-found"));
    }

    @Test
    void createsARuleOnceForTheSameId() {
        var id = "once-" + server();
        as("rules:write").body(rule(id, "PT1M", "*")).post("/api/rules").then().statusCode(201);

        as("rules:write").body(rule(id, "PT1M", "*")).post("/api/rules").then().statusCode(201);
        as("rules:write").body(rule(id, "PT2M", "*")).post("/api/rules").then().statusCode(409);

        as("rules:read")
                .get("/api/rules/" + id)
                .then()
                .header("ETag", equalTo("\"1\""))
                .body("holdFor", equalTo("PT1M"))
                .body("version", equalTo(1));
        as("rules:write").delete("/api/rules/" + id).then().statusCode(204);
    }

    @Test
    void changesARuleOnlyForThoseWhoKnowItsVersion() {
        var id = "versions-" + server();
        as("rules:write").body(rule(id, "PT1M", "x")).post("/api/rules").then().statusCode(201);

        as("rules:write")
                .body(rule(id, "PT2M", "x"))
                .put("/api/rules/" + id)
                .then()
                .statusCode(422);
        as("rules:write")
                .header("If-Match", "\"1\"")
                .body(rule(id, "PT2M", "x"))
                .put("/api/rules/" + id)
                .then()
                .statusCode(200)
                .header("ETag", equalTo("\"2\""))
                .body("holdFor", equalTo("PT2M"));
        as("rules:write")
                .header("If-Match", "\"1\"")
                .body(rule(id, "PT3M", "x"))
                .put("/api/rules/" + id)
                .then()
                .statusCode(412)
                .body("code", equalTo("precondition-failed"));
        as("rules:write")
                .header("If-Match", "\"1\"")
                .delete("/api/rules/" + id)
                .then()
                .statusCode(412);
        as("rules:write").delete("/api/rules/" + id).then().statusCode(204);
    }

    @Test
    void listsTheDefaultRulesPageByPage() {
        var first = as("rules:read")
                .get("/api/rules?limit=2")
                .then()
                .statusCode(200)
                .body("items.id", hasSize(2))
                .extract();

        as("rules:read")
                .get("/api/rules?limit=1000")
                .then()
                .body("items.id", hasItems("free-inodes-warning", "used-share-critical", "used-share-warning"));
        as("rules:read")
                .get("/api/rules?limit=2&cursor=" + first.path("nextCursor"))
                .then()
                .statusCode(200)
                .body("items[0].id", notNullValue());
    }

    @Test
    void listsAllWrongFieldsOfARule() {
        as("rules:write")
                .body("{\"id\":\"bad\",\"name\":\"\",\"measure\":\"full\",\"severity\":\"loud\",\"threshold\":1}")
                .post("/api/rules")
                .then()
                .statusCode(422)
                .body("errors.field", equalTo(List.of("name", "measure", "clearThreshold", "severity")));
    }

    @Test
    void refusesFiltersThatMeanNothing() {
        as("alerts:read")
                .get("/api/alerts?state=burning&severity=loud")
                .then()
                .statusCode(422)
                .body("errors.field", equalTo(List.of("state", "severity")));
        as("alerts:read").get("/api/alerts?cursor=nonsense").then().statusCode(400);
    }

    @Test
    void letsOnlyThoseInWhoMay() {
        given().get("/api/alerts").then().statusCode(401);
        as("rules:read").get("/api/alerts").then().statusCode(403);
        as("rules:read").body(rule("no", "PT1M", "*")).post("/api/rules").then().statusCode(403);
        given().header("Authorization", "Bearer " + Tokens.forged("alerts:read"))
                .get("/api/alerts")
                .then()
                .statusCode(401);
    }

    @Test
    void tellsThatTheDatabaseAnswers() {
        given().get("/health/db").then().statusCode(200).body("status", equalTo("UP"));
        given().get("/health/live").then().statusCode(200);
    }

    @Test
    void keepsToTheCommittedContract() {
        OpenApiDrift.check();
    }

    private Evaluator newEvaluator(InstantSource clock) {
        return new Evaluator(
                readings,
                alerts,
                new Planner(new Evaluation(Duration.ofMinutes(10)), UUID::randomUUID),
                clock,
                new SilentWatch());
    }

    private void read(String server, Instant at, long usedOfHundred) {
        FakeHistory.knows(sample(server, "/srv", at, usedOfHundred, 100 - usedOfHundred));
        evaluate(evaluator);
    }

    /// One pass of ours: an evaluation that a changed rule asked for may hold the lease.
    private static Pass evaluate(Evaluator evaluator) {
        return Stream.generate(() -> evaluator.evaluate(Occasion.CLOCK))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
    }

    private static String server() {
        return "s" + UUID.randomUUID().toString().substring(0, 8);
    }

    private static int count(String server) {
        return alertsOf(server).extract().<Integer>path("items.size()");
    }

    private static ValidatableResponse alertsOf(String server, String... query) {
        return as("alerts:read")
                .get("/api/alerts?server=" + server + "&" + String.join("&", query))
                .then()
                .statusCode(200);
    }

    private static RequestSpecification as(String permission) {
        return given().contentType(ContentType.JSON).header("Authorization", "Bearer " + Tokens.with(permission));
    }

    /// Above half, clear at 40 %.
    private static String rule(String id, String holdFor, String server) {
        return """
                {"id":"%s","name":"Half full","measure":"used-share","threshold":0.5,"clearThreshold":0.4,
                "severity":"critical","holdFor":"%s","server":"%s"}""".formatted(id, holdFor, server);
    }

    private static final class SilentWatch implements Watch {
        @Override
        public void ended(Ending ending, Duration took) {}

        @Override
        public void sourceFailed(String reason) {}
    }
}
