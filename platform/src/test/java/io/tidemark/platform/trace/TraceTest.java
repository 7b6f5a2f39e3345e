package io.tidemark.platform.trace;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tidemark.platform.test.AuthResource;
import io.tidemark.platform.test.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(AuthResource.class)
class TraceTest {
    private static final String ID = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String BASE = "/api/samples-of-platform";

    @Test
    void theTraceOfTheRequestIsInTheAnswerAndInTheAuditLog() {
        Response answer = put("/policies/traced", "00-" + ID + "-00f067aa0ba902b7-01");

        assertThat(answer.header("traceresponse")).matches("00-" + ID + "-[0-9a-f]{16}-01");
        assertThat(audited("/policies/traced"))
                .hasSize(2)
                .allSatisfy(batch -> assertThat(batch).contains("\"trace\":\"" + ID + "\""));
    }

    @Test
    void withoutOneEveryRequestHasItsOwn() {
        String one = given().get(BASE + "/caller").header("traceresponse");
        String other = given().get("/nothing").header("traceresponse");

        assertThat(List.of(one, other)).allSatisfy(t -> assertThat(t).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01"));
        assertThat(one.substring(0, 35)).isNotEqualTo(other.substring(0, 35));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736",
                "alice",
                ""
            })
    void whatIsNoTraceIsNotTaken(String parent) {
        assertThat(Trace.of(parent)).matches("[0-9a-f]{32}").isNotEqualTo(ID);
    }

    @Test
    void aLaterVersionWithMoreBehindIsTaken() {
        assertThat(Trace.of("01-" + ID + "-00f067aa0ba902b7-01-more")).isEqualTo(ID);
    }

    @Test
    void workThatNobodyAskedForHasNone() {
        assertThat(Trace.present()).isEmpty();
        assertThat(Trace.parent()).isEmpty();
    }

    private static Response put(String path, String parent) {
        return given().auth()
                .oauth2(Tokens.as("eve", "policies:write"))
                .header("traceparent", parent)
                .put(BASE + path);
    }

    private static List<String> audited(String text) {
        return AuthResource.auditBatches().stream()
                .filter(batch -> batch.contains(text))
                .toList();
    }
}
