package io.tidemark.history.retention;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tidemark.history.DailySnapshots;
import io.tidemark.history.ForAll;
import io.tidemark.history.SampleSnapshot;
import io.tidemark.history.difference.DifferenceMaker;
import io.tidemark.history.rest.StoreResource;
import io.tidemark.history.retention.Faults.Killed;
import io.tidemark.history.server.ServerName;
import io.tidemark.history.snapshot.Lease;
import io.tidemark.history.snapshot.Sha256;
import io.tidemark.history.snapshot.Snapshot;
import io.tidemark.history.snapshot.SnapshotRegister;
import io.tidemark.history.snapshot.SnapshotRegister.Filter;
import io.tidemark.history.snapshot.SnapshotStore;
import io.tidemark.platform.test.AuthResource;
import io.tidemark.platform.test.PostgresResource;
import io.tidemark.platform.test.Tokens;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/// Carrying retention out on the real database and a real folder, while the service dies again and again.
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(AuthResource.class)
@QuarkusTestResource(StoreResource.class)
class RetentionCrashTest {

    private static final ServerName SERVER = new ServerName("crash-1");
    private static final ServerName DAILY = new ServerName("crash-2");
    private static final Rules EVERYTHING = new Rules(Map.of(), null, null, null, 1, Duration.ZERO);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Rules RULES =
            new Rules(Map.of(Period.DAY, 6L), DAY.multipliedBy(2), DAY.multipliedBy(4), null, 1, Duration.ZERO);

    @Inject
    Retention retention;

    @Inject
    RetentionLog injectedLog;

    @Inject
    SnapshotRegister injectedRegister;

    @Inject
    SnapshotStore store;

    @Inject
    Lease lease;

    @Inject
    DifferenceMaker differences;

    @Inject
    ObjectMapper json;

    private RetentionLog log;

    private SnapshotRegister register;

    @BeforeEach
    void seeAllTenants() {
        log = ForAll.of(RetentionLog.class, injectedLog);
        register = ForAll.of(SnapshotRegister.class, injectedRegister);
    }

    @TempDir
    Path folder;

    private Instant now = Instant.parse("2026-01-08T13:00:00Z");

    @Test
    void theRecordAndTheFilesAgreeAfterEveryDeath() throws IOException {
        for (int day = 1; day <= 8; day++) {
            deliver(day);
        }
        Random random = new Random(7);
        Faults faults = new Faults(random, 4);
        int deaths = 0;

        for (int start = 0; start < 60; start++) {
            faults.arm(true);
            deaths += runOrDie(faults);
            faults.arm(false);
            everythingOfferedIsThere(SERVER);
        }
        RetentionRun last = run(faults, SERVER, RULES);

        assertThat(deaths).isGreaterThan(5);
        assertThat(last.items()).isEmpty();
        assertThat(log.open()).isEmpty();
        assertThat(register.page(new Filter(SERVER.value(), null), null, 100))
                .extracting(one -> one.detail().word())
                .containsExactly("full", "full", "directories", "directories", "totals", "totals", "full");
        for (Snapshot one : register.page(new Filter(SERVER.value(), null), null, 100)) {
            assertThat(Reduced.surplus(store.files(one.location()).keySet(), Level.of(one)))
                    .isEmpty();
        }
    }

    /// Days of a week that is over, while the service dies again and again.
    @Test
    void aDifferenceIsThereOrTheWholeAfterEveryDeath() throws IOException {
        for (int day = 4; day <= 8; day++) {
            deliver(DailySnapshots.of(folder, DAILY.value(), day));
        }
        deliver(DailySnapshots.of(folder, DAILY.value(), 13));
        now = Instant.parse("2026-01-14T13:00:00Z");
        Faults faults = new Faults(new Random(11), 6);
        int deaths = 0;

        for (int start = 0; start < 15; start++) {
            faults.arm(true);
            deaths += runOrDie(faults, DAILY, EVERYTHING);
            faults.arm(false);
            everythingOfferedIsThere(DAILY);
        }
        run(faults, DAILY, EVERYTHING);

        assertThat(deaths).isGreaterThan(3);
        assertThat(run(faults, DAILY, EVERYTHING).items()).isEmpty();
        assertThat(log.open()).isEmpty();
        List<Snapshot> all = register.page(new Filter(DAILY.value(), null), null, 100);
        assertThat(all)
                .extracting(one -> Level.of(one).word())
                .containsExactly("full", "full", "difference", "difference", "difference", "full");
        for (Snapshot one : all) {
            assertThat(Reduced.surplus(store.files(one.location()).keySet(), Level.of(one)))
                    .isEmpty();
        }
    }

    private int runOrDie(Faults faults) throws IOException {
        return runOrDie(faults, SERVER, RULES);
    }

    private int runOrDie(Faults faults, ServerName server, Rules rules) throws IOException {
        try {
            run(faults, server, rules);
            return 0;
        } catch (Killed expected) {
            return 1;
        }
    }

    private RetentionRun run(Faults faults, ServerName server, Rules rules) {
        return ForAll.get(() -> executor(faults).run(server, rules, Asker.SCHEDULE));
    }

    /// Of a service that has just been started.
    private RetentionExecutor executor(Faults faults) {
        return new RetentionExecutor(
                retention,
                log,
                new FragileStore(store, faults),
                lease,
                _ -> faults.here(),
                json,
                () -> now,
                differences,
                folder.resolve("work"));
    }

    /// With the very content that was sealed.
    private void everythingOfferedIsThere(ServerName server) throws IOException {
        for (Snapshot one : register.page(new Filter(server.value(), null), null, 100)) {
            for (var part : one.parts()) {
                byte[] content = Files.readAllBytes(
                        one.difference() == null
                                ? store.part(one.location(), part.file())
                                : store.rebuilt(one.location(), part.file()));
                assertThat(Sha256.of(content)).isEqualTo(part.sha256());
            }
            assertThat(store.manifest(one.location())).isPresent();
        }
    }

    private void deliver(int day) throws IOException {
        SampleSnapshot snapshot = SampleSnapshot.in(Files.createDirectory(folder.resolve("day" + day)), SERVER.value());
        String at = "2026-01-0" + day + "T12:00:00Z";
        snapshot.manifest().put("startedAt", at).put("finishedAt", at);
        deliver(snapshot);
    }

    private static void deliver(SampleSnapshot snapshot) {
        for (String file : List.of(SampleSnapshot.ENTRIES, SampleSnapshot.DIRECTORIES)) {
            byte[] content = snapshot.content(file);
            agent().contentType("application/octet-stream")
                    .header("Repr-Digest", SampleSnapshot.digestField(content))
                    .body(content)
                    .put("/api/snapshots/" + snapshot.id() + "/parts/" + file)
                    .then()
                    .statusCode(204);
        }
        Response sealed = agent().contentType("application/json")
                .body(snapshot.manifestBytes())
                .put("/api/snapshots/" + snapshot.id());
        sealed.then().statusCode(201);
    }

    private static io.restassured.specification.RequestSpecification agent() {
        return given().auth().oauth2(Tokens.with("snapshots:write"));
    }
}
