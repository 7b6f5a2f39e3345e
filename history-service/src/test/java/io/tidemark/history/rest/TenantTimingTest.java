package io.tidemark.history.rest;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.history.SampleSnapshot;
import io.tidemark.platform.test.AuthResource;
import io.tidemark.platform.test.PostgresResource;
import io.tidemark.platform.test.Timing;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/// What another tenant has cannot be told from how long an answer takes, though it has a great deal of everything: each
/// way of reading that names something is asked for something of that tenant and for something that nobody has.
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(AuthResource.class)
@QuarkusTestResource(StoreResource.class)
class TenantTimingTest {

    private static final List<String> NAMED = List.of("EVERYTHING", "GROUP", "SERVER", "SNAPSHOT", "BACKFILL");

    /// Much more of what the tenant has already, older than that.
    private static final List<String> MORE = List.of(
            """
            insert into snapshot (id, server, root, volume, started_at, finished_at, registered_at, coverage, entries,
                directories, size_bytes, allocated_bytes, errors, manifest_sha256, checked_at)
            select uuidv7(), server, root, volume, started_at - n * interval '1 hour', finished_at, registered_at,
                coverage, entries, directories, size_bytes, allocated_bytes, errors, manifest_sha256, now()
            from snapshot, generate_series(1, 20000) n where id = 'SNAPSHOT'
            """,
            "insert into policy select 'retention', 'server:web-1@timed', n, '{}', now(), 'x'"
                    + " from generate_series(10, 5000) n",
            """
            insert into sample select (jsonb_populate_record(s, jsonb_build_object('at', at + n * interval '1 second'))).*
            from sample s, generate_series(1, 20000) n
            where volume_id = (select id from volume where server = 'web-1@timed') and at = '2026-01-02T00:00:00Z'
            """,
            """
            insert into sample_hour select (jsonb_populate_record(s, jsonb_build_object('at', at - n * interval '1 hour'))).*
            from sample_hour s, generate_series(1, 20000) n
            where volume_id = (select id from volume where server = 'web-1@timed') and at = '2026-01-02T00:00:00Z'
            """,
            """
            insert into sample_day select (jsonb_populate_record(s, jsonb_build_object('at', at - n * interval '1 day'))).*
            from sample_day s, generate_series(1, 5000) n
            where volume_id = (select id from volume where server = 'web-1@timed') and at = '2026-01-02T00:00:00Z'
            """,
            "analyze");

    private static final List<String> AS_BEFORE = List.of(
            "delete from snapshot where server = 'web-1@timed'",
            "delete from policy where target = 'server:web-1@timed'",
            "delete from sample where volume_id in (select id from volume where server = 'web-1@timed')",
            "delete from sample_hour where volume_id in (select id from volume where server = 'web-1@timed')",
            "delete from sample_day where volume_id in (select id from volume where server = 'web-1@timed')");

    private static final Party ASKING = new Party("asking");
    private static final Party TIMED = new Party("timed");
    private static boolean settled;

    @TestHTTPResource("/")
    URI service;

    @TempDir
    static Path folder;

    @BeforeEach
    void bothHaveSomething() throws IOException, SQLException {
        if (!settled) {
            settled = true;
            ASKING.settled(folder);
            TIMED.settled(folder);
            run(MORE);
        }
    }

    @AfterAll
    static void nothingOfItIsLeftToOthers() throws SQLException {
        run(AS_BEFORE);
    }

    static Stream<String> reads() {
        return TenantApiTest.READS.values().stream()
                .flatMap(Collection::stream)
                .filter(address -> NAMED.stream().anyMatch(address::contains))
                .sorted();
    }

    @ParameterizedTest
    @MethodSource("reads")
    void whatAnotherTenantHasCostsWhatNothingCosts(String address) {
        double deviations = Timing.deviations(ask(address, TIMED), ask(nobodys(address)));

        assertThat(deviations).isBetween(-Timing.LIMIT, Timing.LIMIT);
    }

    @Test
    void aDifferenceWouldBeSeen() {
        String address = "/api/servers/SERVER/policy";

        double deviations = Timing.deviations(ask(address, ASKING), ask(nobodys(address)));

        assertThat(deviations).isGreaterThan(Timing.LIMIT);
    }

    private static String nobodys(String address) {
        return address.replace("EVERYTHING", "everything@tamed")
                .replace("GROUP", "wabs@timed")
                .replace("SERVER", "web-9@timed")
                .replace("SNAPSHOT", SampleSnapshot.newId().toString())
                .replace("BACKFILL", UUID.randomUUID().toString());
    }

    private LongSupplier ask(String address, Party whose) {
        return ask(address.replace("EVERYTHING", whose.of("everything"))
                .replace("GROUP", whose.of("webs"))
                .replace("SERVER", whose.of("web-1"))
                .replace("SNAPSHOT", whose.last().id().toString())
                .replace("BACKFILL", whose.backfill().toString()));
    }

    private LongSupplier ask(String address) {
        return Timing.get(service.resolve(address), ASKING.token());
    }

    private static void run(List<String> statements) throws SQLException {
        try (Connection connection = PostgresResource.owner();
                Statement statement = connection.createStatement()) {
            for (String text : statements) {
                statement.execute(text.replace("SNAPSHOT", TIMED.last().id().toString()));
            }
        }
    }
}
