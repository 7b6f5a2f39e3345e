package io.tidemark.history.rest;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.history.ForAll;
import io.tidemark.history.SampleSnapshot;
import io.tidemark.history.event.Event;
import io.tidemark.history.event.EventLog;
import io.tidemark.history.event.EventType;
import io.tidemark.history.server.PresenceLog;
import io.tidemark.history.server.Watch;
import io.tidemark.platform.tenant.Tenancy;
import io.tidemark.platform.test.AuthResource;
import io.tidemark.platform.test.PostgresResource;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(AuthResource.class)
@QuarkusTestResource(StoreResource.class)
class PresenceApiTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration SILENT_AFTER = Duration.ofMinutes(5);

    @TempDir
    Path folder;

    @Inject
    PresenceLog injectedLog;

    @Inject
    EventLog events;

    @Inject
    Watch watch;

    private PresenceLog log;

    @BeforeEach
    void seeAllTenants() {
        log = ForAll.of(PresenceLog.class, injectedLog);
    }

    @Test
    void tellsOnceThatAServerFellSilentAndOnceThatItCameBack() {
        new Agent("quiet-1")
                .deliver(SampleSnapshot.in(folder, "quiet-1"))
                .then()
                .statusCode(201);
        Instant later = Instant.now().plus(HOUR);

        log.mark(later.minus(SILENT_AFTER), later);
        log.mark(later.minus(SILENT_AFTER), later);
        log.mark(Instant.now().minus(SILENT_AFTER), Instant.now());
        log.mark(Instant.now().minus(SILENT_AFTER), Instant.now());

        assertThat(types("quiet-1")).containsExactly(EventType.SERVER_SILENT, EventType.SERVER_BACK);
    }

    @Test
    void tellsOnceThoughSeveralReplicasLook() throws Exception {
        new Agent("quiet-2")
                .deliver(SampleSnapshot.in(folder, "quiet-2"))
                .then()
                .statusCode(201);
        Instant later = Instant.now().plus(HOUR);
        List<Callable<Integer>> looks = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            looks.add(() -> log.mark(later.minus(SILENT_AFTER), later));
        }

        try (ExecutorService replicas = Executors.newFixedThreadPool(8)) {
            for (Future<Integer> look : replicas.invokeAll(looks)) {
                look.get();
            }
        }

        assertThat(types("quiet-2")).startsWith(EventType.SERVER_SILENT).containsOnlyOnce(EventType.SERVER_SILENT);
    }

    @Test
    void showsHowManyServersThereAre() {
        new Agent("quiet-3")
                .deliver(SampleSnapshot.in(folder, "quiet-3"))
                .then()
                .statusCode(201);

        ForAll.get(watch::look);

        given().accept("text/plain")
                .get("/metrics")
                .then()
                .body(containsString("tidemark_history_servers{state=\"reporting\""))
                .body(containsString("tidemark_history_servers{state=\"silent\""));
        Agent.reader().get("/api/servers/quiet-3").then().body("state", equalTo("reporting"));
    }

    private List<EventType> types(String server) {
        return events.after(Tenancy.ALL, 0, EnumSet.of(EventType.SERVER_SILENT, EventType.SERVER_BACK), 1000).stream()
                .filter(event -> event.subject().equals(server))
                .map(Event::type)
                .toList();
    }
}
