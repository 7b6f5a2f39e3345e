package io.tidemark.analytics.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Writes tables as RFC 4180 has it: a header line, commas, CRLF. A field that is a list or an object stands there as
/// JSON.
///
/// A text that a spreadsheet would take for a formula gets an apostrophe before it, because file names
/// are chosen by anybody: see OWASP, "CSV Injection".
final class Csv {
    private static final String FORMULA_STARTS = "=+-@\t\r";

    private final ObjectMapper json;

    Csv(ObjectMapper json) {
        this.json = json;
    }

    void write(Rows table, Consumer<byte[]> line) {
        List<String> columns = Arrays.stream(table.itemType().getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
        line.accept(bytes(String.join(",", columns)));
        table.each(row -> line.accept(bytes(line(columns, row))));
    }

    private static byte[] bytes(String line) {
        return (line + "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    private String line(List<String> columns, Record item) {
        JsonNode row = json.valueToTree(item);
        return columns.stream().map(column -> field(row.path(column))).collect(Collectors.joining(","));
    }

    private static String field(JsonNode value) {
        if (value.isNull() || value.isMissingNode()) {
            return "";
        }
        if (value.isContainerNode()) {
            return text(value.toString());
        }
        if (value.isBigDecimal()) {
            return value.decimalValue().toPlainString();
        }
        return value.isTextual() ? text(value.textValue()) : value.asText();
    }

    private static String text(String value) {
        boolean formula = !value.isEmpty() && FORMULA_STARTS.indexOf(value.charAt(0)) >= 0;
        String safe = formula ? "'" + value : value;
        boolean quote = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return quote ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
