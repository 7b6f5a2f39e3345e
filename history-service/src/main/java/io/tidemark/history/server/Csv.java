package io.tidemark.history.server;

import java.util.ArrayList;
import java.util.List;

/// Reads comma-separated values (RFC 4180): fields may be quoted, quotes are doubled inside, lines end
/// with LF or CRLF.
public final class Csv {

    /// @param number of the line it begins on, from 1
    public record Line(int number, List<String> fields) {}

    private final String text;
    private int at;
    private int line = 1;

    private Csv(String text) {
        this.text = text;
    }

    /// All lines but empty ones.
    ///
    /// @throws IllegalArgumentException when a quote is not closed or has text behind it
    public static List<Line> read(String text) {
        return new Csv(text.startsWith("\ufeff") ? text.substring(1) : text).lines();
    }

    private List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        while (at < text.length()) {
            Line next = new Line(line, fields());
            if (next.fields().size() > 1 || !next.fields().getFirst().isBlank()) {
                lines.add(next);
            }
        }
        return lines;
    }

    private List<String> fields() {
        List<String> fields = new ArrayList<>();
        do {
            fields.add(field());
        } while (passed(','));
        passed('\r');
        if (at < text.length() && !passed('\n')) {
            throw new IllegalArgumentException("line " + line + ": text stands behind a closed quote");
        }
        line++;
        return List.copyOf(fields);
    }

    private String field() {
        if (passed('"')) {
            return quoted();
        }
        int start = at;
        while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at);
    }

    private String quoted() {
        int opened = line;
        StringBuilder field = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"' && !passed('"')) {
                return field.toString();
            }
            if (c == '\n') {
                line++;
            }
            field.append(c);
        }
        throw new IllegalArgumentException("line " + opened + ": a quote is not closed");
    }

    private boolean passed(char c) {
        boolean there = at < text.length() && text.charAt(at) == c;
        if (there) {
            at++;
        }
        return there;
    }
}
