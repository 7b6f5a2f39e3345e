package io.tidemark.analytics.rest;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tidemark.analytics.testing.FakeHistory;
import io.tidemark.analytics.testing.Samples;
import io.tidemark.platform.test.AuthResource;
import io.tidemark.platform.test.Timing;
import io.tidemark.platform.test.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.net.URI;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/// Whether another tenant has a server, a group, a snapshot or a job cannot be told from how long an answer takes.
@QuarkusTest
@QuarkusTestResource(AuthResource.class)
@QuarkusTestResource(FakeHistory.class)
class TenantTimingTest {
    private static final String NO_ID = "01900000-0000-7000-8000-0000000000ff";
    private static final String JOBS = "/api/analytics/duplicates/jobs";

    @TestHTTPResource("/")
    URI service;

    /// All that take a filter and are not sent in a body.
    static Stream<String> questions() {
        return TenantApiTest.QUESTIONS.values().stream()
                .filter(question -> !question.equals("POST") && !question.equals(JOBS))
                .map(question -> question + (question.contains("?") ? "&" : "?"))
                .sorted();
    }

    @ParameterizedTest
    @MethodSource("questions")
    void anothersServerCostsWhatNoServerCosts(String question) {
        assertAlike(question + "server=ID", "alpha@acme", "aleph@acme");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/analytics/heavy-files?group=ID, sales@acme, saled@acme",
        "/api/analytics/heavy-files?snapshot=ID, " + Samples.ON_ONE + ", " + NO_ID,
        "/api/analytics/heavy-files?server=alpha@globex&server=ID, alpha@acme, aleph@acme"
    })
    void whateverElseIsAnothersCostsWhatNothingCosts(String question, String theirs, String nobodys) {
        assertAlike(question, theirs, nobodys);
    }

    @Test
    void anothersJobCostsWhatNoJobCosts() {
        String begun = change(JOBS + "?snapshot=" + Samples.ON_ONE, 202).path("id");

        for (String what : List.of("", "/groups", "/copies", "/unproven")) {
            assertAlike(JOBS + "/ID" + what, begun, NO_ID);
        }

        change(JOBS + "/" + begun + "/cancel", 200);
    }

    /// Answers are remembered, so that something costs little more than nothing: here, what takes as long as two.
    @Test
    void aDifferenceWouldBeSeen() {
        LongSupplier answer = ask("globex", "/api/analytics/heavy-files?server=aleph@acme");

        double deviations = Timing.deviations(() -> answer.getAsLong() + answer.getAsLong(), answer);

        assertThat(deviations).isGreaterThan(Timing.LIMIT);
    }

    private static Response change(String address, int status) {
        Response answer = given().auth()
                .oauth2(Tokens.with("files:read", "duplicates:execute"))
                .contentType("application/json")
                .post(address);
        assertThat(answer.statusCode()).isEqualTo(status);
        return answer;
    }

    private void assertAlike(String question, String theirs, String nobodys) {
        double deviations = Timing.deviations(
                ask("globex", question.replace("ID", theirs)), ask("globex", question.replace("ID", nobodys)));

        assertThat(deviations).as(question).isBetween(-Timing.LIMIT, Timing.LIMIT);
    }

    private LongSupplier ask(String tenant, String address) {
        return Timing.get(service.resolve(address), Tokens.ofTenant(tenant, "files:read", "duplicates:execute"));
    }
}
