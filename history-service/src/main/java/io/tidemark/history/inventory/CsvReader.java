package io.tidemark.history.inventory;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Reads comma-separated values (RFC 4180) record by record, however long the whole is.
final class CsvReader {

    private static final int LONGEST_CELL = 1 << 16;
    private static final int MOST_CELLS = 1000;

    private final BufferedReader text;
    private long line = 1;
    private long recordLine = 1;
    private int next;

    /// @throws IOException when the first bytes cannot be read
    CsvReader(InputStream content) throws IOException, Unreadable {
        text = new BufferedReader(
                new InputStreamReader(
                        content,
                        StandardCharsets.UTF_8
                                .newDecoder()
                                .onMalformedInput(CodingErrorAction.REPORT)
                                .onUnmappableCharacter(CodingErrorAction.REPORT)),
                1 << 16);
        advance();
        if (next == '\ufeff') {
            advance();
        }
    }

    /// The line on which the record that was read last begins, from 1.
    long line() {
        return recordLine;
    }

    /// The next record that is not empty; null at the end.
    @Nullable
    List<String> read() throws IOException, Unreadable {
        while (next >= 0) {
            recordLine = line;
            List<String> cells = cells();
            if (cells.size() > 1 || !cells.getFirst().isBlank()) {
                return cells;
            }
        }
        return null;
    }

    private List<String> cells() throws IOException, Unreadable {
        List<String> cells = new ArrayList<>();
        cells.add(cell());
        while (next == ',') {
            advance();
            cells.add(cell());
            if (cells.size() > MOST_CELLS) {
                throw new Unreadable("there are more than " + MOST_CELLS + " columns");
            }
        }
        if (next == '\r') {
            advance();
        }
        if (next >= 0 && next != '\n') {
            throw new Unreadable("text stands behind a closed quote");
        }
        if (next == '\n') {
            advance();
            line++;
        }
        return cells;
    }

    private String cell() throws IOException, Unreadable {
        StringBuilder cell = new StringBuilder();
        if (next == '"') {
            advance();
            quoted(cell);
        } else {
            while (next >= 0 && next != ',' && next != '\n' && next != '\r') {
                append(cell);
            }
        }
        return cell.toString();
    }

    private void quoted(StringBuilder cell) throws IOException, Unreadable {
        while (next >= 0) {
            if (next == '"') {
                advance();
                if (next != '"') {
                    return;
                }
            } else if (next == '\n') {
                line++;
            }
            append(cell);
        }
        throw new Unreadable("a quote is not closed");
    }

    private void append(StringBuilder cell) throws IOException, Unreadable {
        if (next == 0) {
            throw new Unreadable("there is a NUL character");
        }
        if (cell.length() >= LONGEST_CELL) {
            throw new Unreadable("a cell has more than " + LONGEST_CELL + " characters");
        }
        cell.append((char) next);
        advance();
    }

    private void advance() throws IOException, Unreadable {
        try {
            next = text.read();
        } catch (CharacterCodingException e) {
            throw new Unreadable("there are bytes that are not UTF-8, here or within the next 64 KiB", e);
        }
    }
}
