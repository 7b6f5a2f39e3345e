package io.tidemark.auth.audit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/// Rows as systems that watch read them. The expected lines follow RFC 5424 and the format's own guide.
class SiemLinesTest {
    private static final Instant WRITTEN = Instant.parse("2026-01-01T12:00:01Z");
    private static final Instant AT = Instant.parse("2026-01-01T12:00:00.5Z");
    private static final String ZEROS = "0".repeat(64);
    private static final String ONES = "11".repeat(32);
    private static final String BOM = "\uFEFF";

    private final SyslogLine syslog = new SyslogLine("auth-1");
    private final CefLine cef = new CefLine("1.0");

    @Test
    void aRowIsASyslogMessageWithEverythingInStructuredData() {
        String line = text(syslog.line(row("deny", "eve", "10.0.0.9", "forbidden", "GET /api/users")));

        assertThat(line)
                .isEqualTo("<108>1 2026-01-01T12:00:00.500000Z auth-1 tidemark-history - deny"
                        + " [audit@32473 sequence=\"7\" recordedAt=\"2026-01-01T12:00:01.000000Z\" service=\"history\""
                        + " action=\"deny\" subject=\"eve\" client=\"10.0.0.9\" reason=\"forbidden\""
                        + " target=\"GET /api/users\" count=\"3\" result=\"refused\" previous=\"" + ZEROS + "\" hash=\""
                        + ONES + "\"] "
                        + BOM + "eve from 10.0.0.9: deny GET /api/users (forbidden)");
    }

    @Test
    void syslogEscapesWhatEndsAValueAndNothingElse() {
        String line = text(syslog.line(row("act", "a\"b", "c", "d\\e]f", "=|[ü")));

        assertThat(line)
                .contains(" subject=\"a\\\"b\" ")
                .contains(" reason=\"d\\\\e\\]f\" ")
                .contains(" target=\"=|[ü\" ");
    }

    @ParameterizedTest
    @CsvSource({"sign-in, 109", "sign-in-refused, 108", "deny, 108", "put-group-failed, 108", "audit-broken, 105"})
    void thePriorityTellsRefusalsAndAlarmsApart(String action, int priority) {
        assertThat(text(syslog.line(row(action, "eve", "::1", "", "")))).startsWith("<" + priority + ">1 ");
    }

    @Test
    void theHeaderTakesPrintableAsciiOfLimitedLengthOnly() {
        RawRow row = row("ä b" + "x".repeat(100), "eve", "::1", "", "");

        assertThat(text(new SyslogLine("").line(row)))
                .startsWith("<109>1 2026-01-01T12:00:00.500000Z - tidemark-history - __b" + "x".repeat(29) + " [");
    }

    @Test
    void aRowIsAnEventOfTheCommonEventFormat() {
        String line = text(cef.line(row("deny", "eve", "10.0.0.9", "forbidden", "GET /api/users")));

        assertThat(line)
                .isEqualTo("CEF:0|Tidemark|auth-service|1.0|deny|deny|6|externalId=7 rt=1767268801000"
                        + " start=1767268800500 sourceServiceName=history suser=eve src=10.0.0.9 outcome=failure"
                        + " reason=forbidden cnt=3 cs1Label=target cs1=GET /api/users cs2Label=hash cs2=" + ONES
                        + " cs3Label=previousHash cs3=" + ZEROS);
    }

    @ParameterizedTest
    @CsvSource({
        "put-group, done, success, done",
        "put-group, asked, unknown, asked",
        "put-group-refused, answered 422, failure, refused",
        "put-group-failed, answered 500, failure, failed",
        "audit-broken, '', failure, done"
    })
    void bothSayHowItEnded(String action, String reason, String outcome, String result) {
        RawRow row = row(action, "eve", "::1", reason, "");

        assertThat(text(cef.line(row))).contains(" outcome=" + outcome + " ");
        assertThat(text(syslog.line(row))).contains(" result=\"" + result + "\" ");
    }

    @Test
    void cefEscapesPipesInTheHeaderAndEqualSignsInValues() {
        String line = text(cef.line(row("a|b\\c=d", "e|f\\g=h", "::1", "", "k=v")));

        assertThat(line)
                .startsWith("CEF:0|Tidemark|auth-service|1.0|a\\|b\\\\c=d|a\\|b\\\\c=d|3|")
                .contains(" suser=e|f\\\\g\\=h ")
                .contains(" cs1=k\\=v ");
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.9, ' src=10.0.0.9 '",
        "fe80::1, ' c6a2Label=Source IPv6 Address c6a2=fe80::1 '",
        "local, ' shost=local '"
    })
    void addressesStandUnderTheKeyOfTheirKind(String client, String expected) {
        assertThat(text(cef.line(row("deny", "eve", client, "", "")))).contains(expected);
    }

    /// Whoever owns the table can write what the service never would.
    @Test
    void noRowBecomesTwoLinesInEitherFormat() {
        RawRow forged = row("deny\n<109>1 forged", "a\r\nb", "c\u0085d", "e\u2028f", "g\u0000h\u2029");

        for (byte[] line : new byte[][] {syslog.line(forged), cef.line(forged), ExportedRow.line(forged)}) {
            Matcher breaks = Pattern.compile("[\\x00-\\x1F\\x7F]").matcher(text(line));
            assertThat(breaks.find()).as(text(line)).isFalse();
        }
        assertThat(text(syslog.line(forged)).lines()).hasSize(1);
        assertThat(text(cef.line(forged))).doesNotContainPattern("[\\u0085\\u2028\\u2029]");
    }

    private static RawRow row(String action, String subject, String client, String reason, String target) {
        byte[] ones = new byte[32];
        java.util.Arrays.fill(ones, (byte) 0x11);
        return new RawRow(
                7, WRITTEN, AT, "history", action, subject, client, reason, target, 3, "", new byte[32], ones);
    }

    private static String text(byte[] line) {
        return new String(line, StandardCharsets.UTF_8);
    }
}
