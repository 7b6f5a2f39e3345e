package io.tidemark.alert;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.platform.test.AuthResource;
import io.tidemark.platform.test.PostgresResource;
import io.tidemark.platform.test.Timing;
import io.tidemark.platform.test.Tokens;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.LongSupplier;

import static org.assertj.core.api.Assertions.assertThat;

/// What another tenant has cannot be told from how long an answer takes, though it has thousands of alerts on one
/// server: each way of reading that names something is asked for something of that tenant and for something that nobody
/// has.
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(AuthResource.class)
@QuarkusTestResource(FakeHistory.class)
class TenantTimingTest {

    private static final String ALERTS = """
            insert into alert select case n when 1 then '0197e0b4-0000-7000-8000-000000000001'::uuid else uuidv7() end,
                'used-share-warning@timed', 'web-1@timed', '/srv', 'Full', 'WARNING', 'USED_SHARE', 0.85, 'RESOLVED',
                now() - n * interval '1 minute', now(), 0.9, now(), now(), 'CLEARED'
            from generate_series(1, 20000) n
            """;

    private static boolean settled;

    @TestHTTPResource("/")
    URI service;

    @BeforeEach
    void oneHasManyAlerts() throws SQLException {
        if (!settled) {
            settled = true;
            run(ALERTS);
            assertThat(ask("timed", "/api/rules").getAsLong()).isPositive();
            assertThat(ask("asking", "/api/rules").getAsLong()).isPositive();
        }
    }

    @AfterAll
    static void nothingOfItIsLeftToOthers() throws SQLException {
        run("delete from alert where server = 'web-1@timed'");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/alerts?server=, web-1@timed, web-9@timed",
        "/api/alerts?limit=1&state=resolved&server=, web-1@timed, web-9@timed",
        "/api/alerts?server=web-1@asking&server=, web-1@timed, web-9@timed",
        "/api/alerts/, 0197e0b4-0000-7000-8000-000000000001, 0197e0b4-0000-7000-8000-000000000002",
        "/api/rules/, used-share-warning@timed, used-share-worming@timed"
    })
    void whatAnotherTenantHasCostsWhatNothingCosts(String address, String theirs, String nobodys) {
        double deviations = Timing.deviations(ask("asking", address + theirs), ask("asking", address + nobodys));

        assertThat(deviations).isBetween(-Timing.LIMIT, Timing.LIMIT);
    }

    @Test
    void aDifferenceWouldBeSeen() {
        double deviations = Timing.deviations(
                ask("timed", "/api/alerts?server=web-1@timed"), ask("timed", "/api/alerts?server=web-1@other"));

        assertThat(deviations).isGreaterThan(Timing.LIMIT);
    }

    private LongSupplier ask(String tenant, String address) {
        return Timing.get(service.resolve(address), Tokens.ofTenant(tenant, "rules:read", "alerts:read"));
    }

    private static void run(String statement) throws SQLException {
        try (Connection connection = PostgresResource.owner();
                Statement all = connection.createStatement()) {
            all.execute(statement);
        }
    }
}
