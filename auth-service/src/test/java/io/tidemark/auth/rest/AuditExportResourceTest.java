package io.tidemark.auth.rest;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tidemark.auth.StateResource;
import io.tidemark.auth.audit.AuditEvent;
import io.tidemark.auth.audit.AuditLog;
import io.tidemark.platform.test.PostgresResource;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(StateResource.class)
class AuditExportResourceTest {
    private static final String NDJSON = "/api/audit/export";
    private static final String SYSLOG = "/api/audit/export/syslog";
    private static final String CEF = "/api/audit/export/cef";

    @Inject
    AuditLog log;

    @Test
    void anExportHasEveryRowAndItself() {
        Response export = get(NDJSON);

        List<String> lines = lines(export);
        assertThat(export.contentType()).startsWith("application/x-ndjson");
        assertThat(lines.getFirst()).startsWith("{\"sequence\":1,");
        assertThat(lines.getLast()).startsWith("{\"sequence\":" + lines.size() + ",");
        assertThat(lines.subList(lines.size() - 3, lines.size()))
                .anyMatch(row -> row.contains("\"action\":\"export-audit\"") && row.contains("\"administrator\""));
    }

    @Test
    void syslogHasARowForARowInOrder() {
        note("siem \"quoted\" ]");

        Response export = get(SYSLOG);

        List<String> lines = lines(export);
        assertThat(export.contentType()).isEqualToIgnoringCase("text/plain;charset=UTF-8");
        assertThat(sequences(lines, "sequence=\"", "\""))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, lines.size()).boxed().toList());
        assertThat(lines).anyMatch(line -> line.contains(" target=\"siem \\\"quoted\\\" \\]\" "));
        assertThat(lines)
                .allMatch(line -> line.matches("<\\d+>1 [^ ]+Z [^ ]+ tidemark-[^ ]+ - [^ ]+ \\[audit@32473 .+"));
    }

    @Test
    void cefGoesOnBehindTheRowThatWasReadLast() {
        note("cef a=b");
        List<String> first = lines(get(CEF));
        long read = first.size() - 2L;

        List<String> rest = lines(get(CEF + "?after=" + read));

        List<Long> sequences = sequences(rest, "externalId=", " ");
        assertThat(sequences.getFirst()).isEqualTo(read + 1);
        assertThat(sequences)
                .containsExactlyElementsOf(LongStream.rangeClosed(read + 1, read + rest.size())
                        .boxed()
                        .toList());
        assertThat(rest.getFirst()).isEqualTo(first.get(first.size() - 2));
        assertThat(first).anyMatch(line -> line.contains(" cs1=cef a\\=b "));
    }

    @Test
    void anExportTellsItsFormAndBeginningInTheLog() {
        get(SYSLOG + "?after=4");

        Response row = given().auth()
                .oauth2(SignIns.administrator())
                .get("/api/audit?action=export-audit&reason=syslog from row 5");

        assertThat(row.<String>path("items[0].subject")).isEqualTo("administrator");
    }

    @ParameterizedTest
    @ValueSource(strings = {NDJSON, SYSLOG, CEF})
    void onlyThoseWhoReadTheLogExportIt(String path) {
        String auditor = SignIns.user("exporting-auditor" + path.length(), "correct horse battery", "auditor");

        assertThat(given().get(path).statusCode()).isEqualTo(401);
        assertThat(as(SignIns.client("history"), path).statusCode()).isEqualTo(403);
        assertThat(as(auditor, path).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {NDJSON, SYSLOG, CEF})
    void aPlaceThatIsNoneIsRefused(String path) {
        assertThat(get(path + "?after=-1").statusCode()).isEqualTo(422);
        assertThat(get(path + "?after=x").statusCode()).isEqualTo(400);
    }

    private void note(String target) {
        log.append(List.of(AuditEvent.own(Instant.now(), "note", "eve", "10.0.0.1", "because", target)));
    }

    private static List<Long> sequences(List<String> lines, String before, String behind) {
        return lines.stream()
                .map(line -> line.substring(line.indexOf(before) + before.length()))
                .map(line -> Long.valueOf(line.substring(0, line.indexOf(behind))))
                .toList();
    }

    private static List<String> lines(Response export) {
        assertThat(export.statusCode()).isEqualTo(200);
        return export.asString().lines().toList();
    }

    private static Response get(String path) {
        return as(SignIns.administrator(), path);
    }

    private static Response as(String token, String path) {
        return given().auth().oauth2(token).get(path);
    }
}
