package io.tidemark.auth.rest;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.auth.StateResource;
import io.tidemark.platform.test.PostgresResource;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(StateResource.class)
class HealthTest {
    private static final Pattern ROWS = Pattern.compile("(?m)^tidemark_auth_audit_rows_total ([0-9.E]+)$");

    @Test
    void theDatabaseIsHealthyWhileItsTablesAreThere() throws Exception {
        assertThat(given().get("/health/db").<String>path("status")).isEqualTo("UP");

        execute("ALTER TABLE audit RENAME TO audit_away");
        int away;
        try {
            away = given().get("/health/db").statusCode();
        } finally {
            execute("ALTER TABLE audit_away RENAME TO audit");
        }

        assertThat(away).isEqualTo(500);
        assertThat(given().get("/health/db").statusCode()).isEqualTo(200);
    }

    @Test
    void theMetricCountsTheRowsThatWereCommittedAndNoOthers() throws Exception {
        SignIns.create("counted", "correct horse battery", "viewer").then().statusCode(201);
        SignIns.create("counted", "correct horse battery", "viewer").then().statusCode(409);

        assertThat(written()).isGreaterThan(3);
        assertThat(countsAllRowsWithinSeconds()).isTrue();
    }

    /// Denials of other tests may be on their way while this looks; this process alone writes to the log.
    private boolean countsAllRowsWithinSeconds() throws Exception {
        for (int i = 0; i < 50; i++) {
            if (rows() == written()) {
                return true;
            }
            Thread.sleep(100);
        }
        return false;
    }

    private long written() throws Exception {
        try (Connection connection = PostgresResource.owner();
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("SELECT count(*) FROM audit")) {
            count.next();
            return count.getLong(1);
        }
    }

    private static double rows() {
        String text = given().accept("text/plain").get("/metrics").asString();
        Matcher matcher = ROWS.matcher(text);
        assertThat(matcher.find()).isTrue();
        return Double.parseDouble(matcher.group(1));
    }

    private void execute(String sql) throws Exception {
        try (Connection connection = PostgresResource.owner();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
