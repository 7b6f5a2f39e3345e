package io.tidemark.platform.header;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tidemark.platform.test.AuthResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(AuthResource.class)
class SecurityHeadersTest {
    private static final String BASE = "/api/samples-of-platform";

    @ParameterizedTest
    @ValueSource(strings = {BASE + "/tagged", BASE + "/caller", "/api/nothing", "/nothing", "/health/live", "/metrics"})
    void everyAnswerHasThemErrorsToo(String path) {
        Response answer = given().get(path);

        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Content-Security-Policy")).isEqualTo("default-src 'none'; frame-ancestors 'none'");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
        assertThat(answer.header("Strict-Transport-Security")).isNull();
        assertThat(answer.header("Server")).isNull();
    }

    @Test
    void nothingIsStoredAndWhatHasATagIsAskedForAgain() {
        assertThat(given().get(BASE + "/caller").header("Cache-Control")).isEqualTo("no-store");
        assertThat(given().get(BASE + "/tagged").header("Cache-Control")).isEqualTo("private, no-cache");
    }

    @Test
    void noPageOfAnotherOriginReadsAnything() {
        Response asked = given().header("Origin", "https://evil.example.org")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization")
                .options(BASE + "/share");
        Response read = given().header("Origin", "https://evil.example.org").get(BASE + "/tagged");

        assertThat(asked.headers().asList())
                .noneMatch(header ->
                        header.getName().toLowerCase(java.util.Locale.ROOT).startsWith("access-control"));
        assertThat(read.headers().asList())
                .noneMatch(header ->
                        header.getName().toLowerCase(java.util.Locale.ROOT).startsWith("access-control"));
    }

    @Test
    void whatIsTooLongIsRefusedBeforeItIsRead() {
        Response body = given().contentType("application/json")
                .body("\"" + "x".repeat(2 << 20) + "\"")
                .post(BASE + "/share");
        Response header = given().header("X-Long", "x".repeat(64 << 10)).get(BASE + "/tagged");

        assertThat(body.statusCode()).isEqualTo(413);
        assertThat(header.statusCode()).isEqualTo(431);
    }
}
