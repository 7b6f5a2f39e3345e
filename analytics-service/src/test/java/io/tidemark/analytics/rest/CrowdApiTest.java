package io.tidemark.analytics.rest;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.analytics.engine.Asker;
import io.tidemark.analytics.engine.Engine;
import io.tidemark.analytics.engine.HeldSnapshot;
import io.tidemark.analytics.engine.Query;
import io.tidemark.analytics.source.Arrived;
import io.tidemark.analytics.source.Catalogue;
import io.tidemark.analytics.source.Hold;
import io.tidemark.analytics.source.Snapshot;
import io.tidemark.analytics.source.SnapshotCache;
import io.tidemark.analytics.testing.FakeHistory;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.test.AuthResource;
import io.tidemark.platform.test.Tokens;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

/// Questions that come while the engine has no time for them: three of one caller may wait, five altogether.
@QuarkusTest
@QuarkusTestResource(AuthResource.class)
@QuarkusTestResource(FakeHistory.class)
class CrowdApiTest {
    private static final int AT_ONCE = 4;
    private static final Query ENDLESS = Query.of("""
            SELECT count(*) AS n FROM all_entries a, all_entries b, all_entries c, all_entries d, all_entries e, all_entries f,
              all_entries g, all_entries h, all_entries i, all_entries j, all_entries k, all_entries l, all_entries m, all_entries o,
              all_entries p, all_entries q, all_entries r, all_entries s
            WHERE (a.size * b.size + c.size * d.size + e.size * f.size + g.size * h.size + i.size * j.size + k.size * l.size
              + m.size * o.size + p.size * q.size + r.size * s.size) % 7 = 3""");

    private final Asker blocker = Asker.named("blocker");
    private final List<Thread> blocking = new ArrayList<>();

    @Inject
    Engine engine;

    @Inject
    SnapshotCache cache;

    @Inject
    Catalogue catalogue;

    @TestHTTPResource
    URI service;

    private Hold hold;

    /// What arrives is summed up by the engine too, so all that is asked of must be there before.
    @BeforeEach
    void block() throws Exception {
        given().auth().oauth2(Tokens.with("files:read")).get(path(0)).then().statusCode(200);
        Snapshot large = catalogue.newest().snapshots().stream()
                .filter(snapshot -> snapshot.server().equals("alpha"))
                .max(Comparator.comparingLong(Snapshot::bytes))
                .orElseThrow();
        hold = cache.hold(large);
        Arrived arrived = hold.arrived(Duration.ofSeconds(20));
        HeldSnapshot held = new HeldSnapshot(hold.snapshot(), arrived.folder(), arrived.manifest());
        for (int i = 0; i < AT_ONCE; i++) {
            Thread thread = Thread.startVirtualThread(() -> assertThatThrownBy(
                            () -> engine.ask(ENDLESS, List.of(held), blocker, row -> row.number("n")))
                    .isInstanceOf(ProblemException.class));
            blocking.add(thread);
            await(() -> thread.getState() == Thread.State.WAITING && engine.waiting() == 0);
        }
    }

    @AfterEach
    void release() throws Exception {
        blocker.leave();
        for (Thread thread : blocking) {
            thread.join(Duration.ofSeconds(20));
        }
        hold.close();
    }

    @Test
    void questionIsDroppedWithTheConnectionItCameBy() throws Exception {
        try (Socket client = new Socket(service.getHost(), service.getPort())) {
            client.setSoLinger(true, 0);
            client.getOutputStream()
                    .write(("GET " + path(8) + " HTTP/1.1\r\nHost: " + service.getAuthority()
                                    + "\r\nAuthorization: Bearer " + Tokens.as("fickle", "files:read") + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            await(() -> engine.waiting() == 1);
        }

        await(() -> engine.waiting() == 0);
        assertThat(blocking).allMatch(Thread::isAlive);
    }

    @Test
    void whoAsksTooMuchIsToldWhenToComeBackAndOthersAreNotUntilTheQueueIsFull() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            waiting.add(ask("greedy", i + 1));
        }
        await(() -> engine.waiting() == 3);

        given().auth()
                .oauth2(Tokens.as("greedy", "files:read"))
                .get(path(4))
                .then()
                .statusCode(429)
                .header("Retry-After", matchesPattern("[1-9]\\d*"))
                .body("code", equalTo("too-many-questions"));
        waiting.add(ask("modest", 5));
        waiting.add(ask("other", 6));
        await(() -> engine.waiting() == 5);
        given().auth()
                .oauth2(Tokens.as("late", "files:read"))
                .get(path(7))
                .then()
                .statusCode(503)
                .header("Retry-After", matchesPattern("[1-9]\\d*"))
                .body("code", equalTo("engine-busy"));

        blocker.leave();

        for (CompletableFuture<HttpResponse<String>> answer : waiting) {
            assertThat(answer.get().statusCode()).isEqualTo(200);
        }
    }

    private CompletableFuture<HttpResponse<String>> ask(String subject, int number) {
        HttpRequest request = HttpRequest.newBuilder(service.resolve(path(number)))
                .header("Authorization", "Bearer " + Tokens.as(subject, "files:read"))
                .build();
        return HttpClient.newHttpClient().sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }

    /// Each number is another question, which no summary answers.
    private static String path(int number) {
        return "/api/analytics/distribution?by=owner&minBytes=1&limit=" + (number + 100);
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 1000; i++) {
            if (condition.getAsBoolean()) {
                return;
            }
            Thread.sleep(10);
        }
        throw new AssertionError("it did not come true within ten seconds");
    }
}
