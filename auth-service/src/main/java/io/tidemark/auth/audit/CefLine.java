package io.tidemark.auth.audit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// A row in the Common Event Format, version 0, without a line feed and without a syslog header. Keys are those of the
/// format's dictionary; the hashes are custom strings.
///
/// @param version of this program
public record CefLine(String version) {
    private static final HexFormat HEX = HexFormat.of();
    private static final Pattern HEADER = Pattern.compile("[|\\\\]");
    private static final Pattern VALUE = Pattern.compile("[=\\\\]");
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    public byte[] line(RawRow row) {
        String name = row.action().replace('-', ' ');
        String line = "CEF:0|Tidemark|auth-service|" + header(version) + "|" + header(row.action()) + "|" + header(name)
                + "|" + severity(row) + "|" + extension(row);
        return line.getBytes(StandardCharsets.UTF_8);
    }

    /// From 0 to 10.
    private static int severity(RawRow row) {
        return switch (Weight.of(row.action())) {
            case ORDINARY -> 3;
            case REFUSAL, FAILURE -> 6;
            case ALARM -> 10;
        };
    }

    private static String extension(RawRow row) {
        return "externalId=" + row.sequence() + pair("rt", millis(row.recordedAt())) + pair("start", millis(row.at()))
                + pair("sourceServiceName", row.service()) + pair("suser", row.subject()) + address(row.client())
                + pair("outcome", outcome(row)) + pair("reason", row.reason()) + pair("cnt", Long.toString(row.count()))
                + pair("cs1Label", "target") + pair("cs1", row.target()) + pair("cs2Label", "hash")
                + pair("cs2", HEX.formatHex(row.hash())) + pair("cs3Label", "previousHash")
                + pair("cs3", HEX.formatHex(row.previous()))
                + (row.detail().isEmpty() ? "" : pair("cs4Label", "detail") + pair("cs4", row.detail()));
    }

    private static String outcome(RawRow row) {
        return switch (Outcome.of(row.action(), row.reason())) {
            case DONE -> Weight.of(row.action()) == Weight.ALARM ? "failure" : "success";
            case ASKED -> "unknown";
            case REFUSED, FAILED -> "failure";
        };
    }

    /// The format has a key for addresses of version 4, a custom one for those of version 6, and one for names.
    private static String address(String client) {
        if (IPV4.matcher(client).matches()) {
            return pair("src", client);
        }
        return client.indexOf(':') >= 0
                ? pair("c6a2Label", "Source IPv6 Address") + pair("c6a2", client)
                : pair("shost", client);
    }

    private static String millis(Instant at) {
        return Long.toString(at.toEpochMilli());
    }

    private static String pair(String key, String value) {
        return value.isEmpty()
                ? ""
                : " " + key + "=" + VALUE.matcher(OneLine.of(value)).replaceAll("\\\\$0");
    }

    private static String header(String text) {
        return HEADER.matcher(OneLine.of(text)).replaceAll("\\\\$0");
    }
}
