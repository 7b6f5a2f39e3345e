package io.tidemark.forecast.rest;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.platform.test.AuthResource;
import io.tidemark.platform.test.PostgresResource;
import io.tidemark.platform.test.Timing;
import io.tidemark.platform.test.Tokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.URI;
import java.util.function.LongSupplier;

import static org.assertj.core.api.Assertions.assertThat;

/// Whether another tenant has a server or volume cannot be told from how long an answer takes, whether history answers
/// or not.
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(AuthResource.class)
@QuarkusTestResource(FakeHistory.class)
class TenantTimingTest {

    @TestHTTPResource("/api/forecasts")
    URI forecasts;

    @AfterEach
    void historyIsBack() {
        FakeHistory.away(false);
    }

    @ParameterizedTest
    @CsvSource({
        "?server=NAME@acme, false",
        "?server=NAME@acme&volume=/data, false",
        "?server=NAME@acme, true",
        "?server=NAME@acme&volume=/data, true"
    })
    void whatAnotherTenantHasCostsWhatNothingCosts(String question, boolean away) {
        assertThat(ask("acme", "").getAsLong()).isPositive();
        FakeHistory.away(away);

        double deviations = Timing.deviations(
                ask("globex", question.replace("NAME", "web-1")), ask("globex", question.replace("NAME", "web-9")));

        assertThat(deviations).isBetween(-Timing.LIMIT, Timing.LIMIT);
    }

    @Test
    void aDifferenceWouldBeSeen() {
        double deviations = Timing.deviations(ask("acme", "?server=web-9@acme"), ask("acme", "?server=web-9@globex"));

        assertThat(deviations).isGreaterThan(Timing.LIMIT);
    }

    private LongSupplier ask(String tenant, String question) {
        return Timing.get(URI.create(forecasts + question), Tokens.ofTenant(tenant, "forecasts:read"));
    }
}
