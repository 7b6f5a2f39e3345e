package io.tidemark.auth.rest;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tidemark.auth.StateResource;
import io.tidemark.auth.audit.AuditEvent;
import io.tidemark.auth.audit.AuditLog;
import io.tidemark.auth.audit.TenantLogs;
import io.tidemark.auth.seal.Checkpoint;
import io.tidemark.auth.seal.Proofs;
import io.tidemark.platform.tenant.Tenant;
import io.tidemark.platform.test.PostgresResource;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import static io.restassured.RestAssured.given;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(StateResource.class)
class AuditProofResourceTest {
    private static final long APPEND_LOCK = 0x6175646974L;

    @Inject
    TenantLogs logs;

    @Inject
    AuditLog log;

    @BeforeEach
    void rows() {
        for (int i = 0; i < 5; i++) {
            log.append(List.of(AuditEvent.own(Instant.now(), "prove", "eve", "10.0.0.1", "because", "row " + i)));
        }
        logs.of(Tenant.DEFAULT).sealer().seal();
    }

    private static final Map<String, String> CHANGES = Map.ofEntries(
            entry("sequence", "1000000000"),
            entry("recorded_at", "recorded_at + interval '1 microsecond'"),
            entry("at", "at - interval '1 day'"),
            entry("service", "'scan'"),
            entry("action", "'sign-out'"),
            entry("subject", "'mallory'"),
            entry("client", "'10.6.6.6'"),
            entry("reason", "concat(reason, '!')"),
            entry("target", "concat(target, ' ')"),
            entry("count", "count + 1"),
            entry("detail", "'{\"after\":1}'"),
            entry("previous", "sha256('x')"),
            entry("hash", "sha256('x')"));

    static Stream<Arguments> changes() {
        return CHANGES.entrySet().stream().map(change -> Arguments.of(change.getKey(), change.getValue()));
    }

    /// A tenant that was changed is another log's row: `TenantIsolationTest`.
    @Test
    void noColumnIsForgotten() throws SQLException {
        Set<String> columns = new HashSet<>();
        try (Connection owner = PostgresResource.owner();
                Statement statement = owner.createStatement();
                ResultSet found = statement.executeQuery(
                        "SELECT column_name FROM information_schema.columns WHERE table_name = 'audit'")) {
            while (found.next()) {
                columns.add(found.getString(1));
            }
        }

        columns.remove("tenant");
        assertThat(columns).isEqualTo(CHANGES.keySet());
    }

    @Test
    void anUntouchedLogIsIntact() {
        Response answer = get("/api/audit/verify");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.<Boolean>path("intact")).as(answer.asString()).isTrue();
        assertThat(answer.<Integer>path("rows")).isGreaterThanOrEqualTo(answer.<Integer>path("sealedRows"));
        assertThat(answer.<Integer>path("sealedRows")).isGreaterThanOrEqualTo(5);
    }

    /// Each column of a row, changed by one who owns the table and switches its guard off.
    @ParameterizedTest
    @MethodSource("changes")
    void aChangeOfAnyColumnIsFoundAndPlaced(String column, String value) throws Exception {
        Response answer = verifyWhileChanged(
                "UPDATE audit SET " + column + " = " + value + " WHERE sequence = 3",
                "DELETE FROM audit WHERE sequence IN (3, 1000000000)");

        assertThat(answer.<Boolean>path("intact")).isFalse();
        assertThat(answer.<Integer>path("findings[0].from")).isEqualTo(3);
        assertThat(get("/api/audit/verify").<Boolean>path("intact")).isTrue();
    }

    @Test
    void aRowThatIsGoneIsFound() throws Exception {
        Response answer = verifyWhileChanged("DELETE FROM audit WHERE sequence = 3", "SELECT 1");

        assertThat(answer.<String>path("findings[0].kind")).isEqualTo("row-missing");
        assertThat(answer.<Integer>path("findings[0].from")).isEqualTo(3);
    }

    @Test
    void proofsLeadFromARowToTheSignedHeadAndFromOneHeadToTheNext() {
        Checkpoint first = Checkpoint.open(
                        logs.of(Tenant.DEFAULT).sealer().verifier(),
                        get("/api/audit/checkpoint").asString())
                .orElseThrow();
        log.append(List.of(AuditEvent.own(Instant.now(), "prove", "eve", "10.0.0.1", "", "one more")));
        Checkpoint second = logs.of(Tenant.DEFAULT).sealer().seal().orElseThrow();

        Response inclusion = get("/api/audit/proofs/inclusion?sequence=3&size=" + first.size());
        Response consistency = get("/api/audit/proofs/consistency?first=" + first.size() + "&second=" + second.size());

        byte[] leaf = bytes(inclusion.path("leaf"));
        assertThat(Proofs.root(2, first.size(), leaf, all(inclusion.path("path")))
                        .map(Base64.getEncoder()::encodeToString))
                .contains(first.root());
        assertThat(Proofs.consistent(
                        first.size(),
                        bytes(first.root()),
                        second.size(),
                        bytes(second.root()),
                        all(consistency.path("path"))))
                .isTrue();
    }

    @Test
    void proofsOfWhatIsNotThereAreRefused() {
        assertThat(get("/api/audit/proofs/inclusion?sequence=1&size=999999999").statusCode())
                .isEqualTo(422);
        assertThat(get("/api/audit/proofs/inclusion?sequence=0&size=3").statusCode())
                .isEqualTo(422);
        assertThat(get("/api/audit/proofs/inclusion").statusCode()).isEqualTo(422);
        assertThat(get("/api/audit/proofs/consistency?first=3&second=2").statusCode())
                .isEqualTo(422);
    }

    @Test
    void anAuditorProvesAndDoesNothingElse() {
        String auditor = SignIns.user("proving-auditor", "correct horse battery", "auditor");

        assertThat(as(auditor, "/api/audit/verify").statusCode()).isEqualTo(200);
        assertThat(as(auditor, "/api/users").statusCode()).isEqualTo(403);
        assertThat(as(SignIns.user("not-an-auditor", "correct horse battery", "operator"), "/api/audit/verify")
                        .statusCode())
                .isEqualTo(403);
    }

    /// Verifies with row 3 changed and nobody appending, then puts the row back as it was.
    private Response verifyWhileChanged(String change, String undo) throws SQLException {
        String token = SignIns.administrator();
        try (Connection connection = PostgresResource.owner();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(" + APPEND_LOCK + ")");
            statement.execute("ALTER TABLE audit DISABLE TRIGGER USER");
            statement.execute("CREATE TABLE audit_kept AS SELECT * FROM audit WHERE sequence = 3");
            try {
                statement.execute(change);
                return as(token, "/api/audit/verify");
            } finally {
                restore(statement, undo);
            }
        }
    }

    private static void restore(Statement statement, String undo) throws SQLException {
        statement.execute(undo);
        statement.execute("INSERT INTO audit SELECT * FROM audit_kept");
        statement.execute("DROP TABLE audit_kept");
        statement.execute("ALTER TABLE audit ENABLE TRIGGER USER");
        statement.execute("SELECT pg_advisory_unlock(" + APPEND_LOCK + ")");
    }

    private static List<byte[]> all(List<String> texts) {
        return texts.stream().map(AuditProofResourceTest::bytes).toList();
    }

    private static byte[] bytes(String text) {
        return Base64.getDecoder().decode(text);
    }

    private static Response get(String path) {
        return as(SignIns.administrator(), path);
    }

    private static Response as(String token, String path) {
        return given().auth().oauth2(token).get(path);
    }
}
