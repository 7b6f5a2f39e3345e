package io.tidemark.auth.audit;

import org.junit.jupiter.api.Test;

import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

class AuditChainTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.123456Z");
    private static final AuditEvent EVENT =
            new AuditEvent(NOON, "history", "deny", "eve", "127.0.0.1", "forbidden", "GET /grün", 3);

    private final AuditRow first = AuditChain.append(1, NOON.plusSeconds(1), EVENT, AuditChain.START);
    private final AuditRow second = AuditChain.append(2, Instant.parse("2026-01-01T12:00:02Z"), EVENT, first.hash());

    /// The expected hashes come from another implementation of the documented format, in another language.
    @Test
    void hashesAreThoseOfTheDocumentedFormat() {
        assertThat(first.hash()).isEqualTo("4c130eecd8a4e6306a9ce22cd088729a6d537cd96f337bdce25e525be16a73c7");
        assertThat(second.hash()).isEqualTo("e1c74d1a53c23aecf18c076860d0c39c73c8935716f58f300294472c385eee82");
    }

    @Test
    void whatIsSaidBeyondTheColumnsIsPartOfTheHash() {
        AuditEvent traced = new AuditEvent(
                NOON,
                "history",
                "deny",
                "eve",
                "127.0.0.1",
                "forbidden",
                "GET /grün",
                3,
                "4bf92f3577b34da6a3ce929d0e0e4736",
                null,
                "{ \"disabled\" : false }",
                "[\"grün\"]");

        AuditRow row = AuditChain.append(1, NOON.plusSeconds(1), traced, AuditChain.START);

        assertThat(row.hash()).isEqualTo("2e1498efb831d47e71ac6dd327d71d24669dbc56cce4c6f9ddc920659d61caed");
        assertThat(RawRow.of(row).detail())
                .isEqualTo("{\"trace\":\"4bf92f3577b34da6a3ce929d0e0e4736\",\"before\":{\"disabled\":false},"
                        + "\"after\":[\"grün\"]}");
        assertThat(RawRow.of(row).toRow()).isEqualTo(row);
    }

    @Test
    void textThatMovesFromOneFieldToTheNextChangesTheHash() {
        AuditEvent moved = new AuditEvent(NOON, "history", "den", "yeve", "127.0.0.1", "forbidden", "GET /grün", 3);

        assertThat(AuditChain.append(1, NOON.plusSeconds(1), moved, AuditChain.START)
                        .hash())
                .isNotEqualTo(first.hash());
    }
}
