package io.tidemark.auth.audit;

import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// A row as a message of syslog (RFC 5424) without a line feed: facility `log audit`, everything in structured data,
/// and
/// a sentence for people. Times have six digits, as the log has.
///
/// @param host the HOSTNAME of each message
public record SyslogLine(String host) {
    private static final int LOG_AUDIT = 13;
    private static final int ALERT = 1;
    private static final int WARNING = 4;
    private static final int NOTICE = 5;
    private static final int MAX_HOST = 255;
    private static final int MAX_APP = 48;
    private static final int MAX_MESSAGE_ID = 32;
    /// Says that what follows is UTF-8 (section 6.4).
    private static final String BOM = "\uFEFF";

    /// The number for those who have none of their own (RFC 5612).
    private static final String ELEMENT = "audit@32473";

    private static final HexFormat HEX = HexFormat.of();
    private static final Pattern SPECIAL = Pattern.compile("[\"\\\\\\]]");
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(6).toFormatter();

    public byte[] line(RawRow row) {
        String header = "<" + priority(row) + ">1 " + TIME.format(row.at()) + " " + OneLine.word(host, MAX_HOST) + " "
                + OneLine.word("tidemark-" + row.service(), MAX_APP) + " - "
                + OneLine.word(row.action(), MAX_MESSAGE_ID) + " ";
        return (header + data(row) + " " + BOM + OneLine.of(sentence(row))).getBytes(StandardCharsets.UTF_8);
    }

    private static int priority(RawRow row) {
        int severity = switch (Weight.of(row.action())) {
            case ORDINARY -> NOTICE;
            case REFUSAL, FAILURE -> WARNING;
            case ALARM -> ALERT;
        };
        return LOG_AUDIT * 8 + severity;
    }

    private static String data(RawRow row) {
        return "[" + ELEMENT + parameter("sequence", Long.toString(row.sequence()))
                + parameter("recordedAt", TIME.format(row.recordedAt())) + parameter("service", row.service())
                + parameter("action", row.action()) + parameter("subject", row.subject())
                + parameter("client", row.client()) + parameter("reason", row.reason())
                + parameter("target", row.target()) + parameter("count", Long.toString(row.count()))
                + parameter("result", Outcome.of(row.action(), row.reason()).toString())
                + (row.detail().isEmpty() ? "" : parameter("detail", row.detail()))
                + parameter("previous", HEX.formatHex(row.previous())) + parameter("hash", HEX.formatHex(row.hash()))
                + "]";
    }

    private static String parameter(String name, String value) {
        return " " + name + "=\"" + SPECIAL.matcher(OneLine.of(value)).replaceAll("\\\\$0") + "\"";
    }

    private static String sentence(RawRow row) {
        String why = row.reason().isEmpty() ? "" : " (" + row.reason() + ")";
        String what = row.target().isEmpty() ? "" : " " + row.target();
        return row.subject() + " from " + row.client() + ": " + row.action() + what + why;
    }
}
