package io.tidemark.history.backfill;

import io.tidemark.history.sample.Sample;
import io.tidemark.history.server.Csv;
import io.tidemark.history.server.ServerName;
import io.tidemark.platform.problem.FieldError;
import io.tidemark.platform.problem.ProblemException;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Readings as comma-separated values. The first line names the columns as a sample's fields are
/// named: `server`,
/// `volume`, `at`, `sizeBytes` and `usedBytes` must be there; without `freeBytes` it is the size
/// without what is used,
/// without `availableBytes` what is free, without the others nothing.
public final class SampleList {

    private static final Set<String> NEEDED = Set.of("server", "volume", "at", "sizeBytes", "usedBytes");
    private static final Set<String> KNOWN = Set.of(
            "server",
            "volume",
            "at",
            "sizeBytes",
            "usedBytes",
            "freeBytes",
            "availableBytes",
            "device",
            "type",
            "filesystem",
            "inodes",
            "inodesFree");
    private static final int NAMED = 20;

    private SampleList() {}

    /// @throws ProblemException 422 with the first wrong lines named
    public static List<Sample> read(String csv) {
        List<Csv.Line> lines = lines(csv);
        List<String> columns = columns(lines);
        List<Sample> samples = new ArrayList<>();
        List<FieldError> errors = new ArrayList<>();
        for (Csv.Line line : lines.subList(1, lines.size())) {
            try {
                samples.add(sample(cells(columns, line)));
            } catch (IllegalArgumentException | DateTimeException e) {
                errors.add(new FieldError("line " + line.number(), String.valueOf(e.getMessage())));
            }
            if (errors.size() == NAMED) {
                break;
            }
        }
        if (!errors.isEmpty()) {
            throw ProblemException.fields(errors);
        }
        return samples;
    }

    private static List<Csv.Line> lines(String csv) {
        try {
            return Csv.read(csv);
        } catch (IllegalArgumentException e) {
            throw ProblemException.field("body", String.valueOf(e.getMessage()));
        }
    }

    private static List<String> columns(List<Csv.Line> lines) {
        List<String> columns = lines.isEmpty() ? List.of() : lines.getFirst().fields();
        if (!columns.containsAll(NEEDED)
                || !KNOWN.containsAll(columns)
                || Set.copyOf(columns).size() != columns.size()) {
            throw ProblemException.field(
                    "line 1",
                    "must name each column once: server, volume, at, sizeBytes and usedBytes, and any of freeBytes,"
                            + " availableBytes, device, type, filesystem, inodes, inodesFree");
        }
        return columns;
    }

    private static Map<String, String> cells(List<String> columns, Csv.Line line) {
        if (line.fields().size() != columns.size()) {
            throw new IllegalArgumentException("must have " + columns.size() + " fields");
        }
        Map<String, String> cells = new HashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            if (!line.fields().get(i).isBlank()) {
                cells.put(columns.get(i), line.fields().get(i).strip());
            }
        }
        return cells;
    }

    private static Sample sample(Map<String, String> cells) {
        long size = number(cells, "sizeBytes", -1);
        long used = number(cells, "usedBytes", -1);
        long free = number(cells, "freeBytes", size - used);
        return new Sample(
                new ServerName(cells.getOrDefault("server", "")),
                cells.getOrDefault("volume", ""),
                cells.getOrDefault("device", ""),
                cells.getOrDefault("type", ""),
                cells.get("filesystem"),
                OffsetDateTime.parse(cells.getOrDefault("at", "")).toInstant(),
                size,
                used,
                free,
                number(cells, "availableBytes", free),
                number(cells, "inodes", 0),
                number(cells, "inodesFree", 0));
    }

    private static long number(Map<String, String> cells, String column, long otherwise) {
        String cell = cells.get(column);
        if (cell == null) {
            return otherwise;
        }
        try {
            return Long.parseLong(cell);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(column + " must be a whole number, not " + cell, e);
        }
    }
}
