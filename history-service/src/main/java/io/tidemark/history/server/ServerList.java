package io.tidemark.history.server;

import io.tidemark.platform.problem.FieldError;
import io.tidemark.platform.problem.ProblemException;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// A list of servers and their tags as comma-separated values: the first line names the columns,
/// `server` and one for
/// each tag. An empty cell removes the tag; tags that are no column stay.
public final class ServerList {

    private static final String SERVER = "server";
    private static final int ENOUGH = 20;

    private final List<FieldError> wrong = new ArrayList<>();
    private final Set<ServerName> named = new HashSet<>();

    private ServerList() {}

    /// @throws ProblemException 422 with the wrong lines named
    public static List<TagChange> read(String csv) {
        return new ServerList().changes(csv);
    }

    private List<TagChange> changes(String csv) {
        List<Csv.Line> lines = lines(csv);
        List<String> columns = columns(lines);
        List<TagChange> changes = new ArrayList<>();
        for (Csv.Line line : lines.subList(1, lines.size())) {
            try {
                changes.add(change(columns, line));
            } catch (IllegalArgumentException e) {
                wrong.add(error("line " + line.number(), e));
            }
        }
        refuse();
        return changes;
    }

    private List<Csv.Line> lines(String csv) {
        try {
            List<Csv.Line> lines = Csv.read(csv);
            if (lines.isEmpty()) {
                throw new IllegalArgumentException(
                        "the first line must name the columns: server, and one for each tag");
            }
            return lines;
        } catch (IllegalArgumentException e) {
            throw ProblemException.fields(List.of(error("body", e)));
        }
    }

    private List<String> columns(List<Csv.Line> lines) {
        List<String> columns =
                lines.getFirst().fields().stream().map(String::strip).toList();
        try {
            requireColumns(columns);
        } catch (IllegalArgumentException e) {
            wrong.add(error("line " + lines.getFirst().number(), e));
            refuse();
        }
        return columns;
    }

    private static void requireColumns(List<String> columns) {
        if (!columns.getFirst().equals(SERVER)) {
            throw new IllegalArgumentException("the first column must be named server");
        }
        if (new HashSet<>(columns).size() != columns.size()) {
            throw new IllegalArgumentException("a column is named twice");
        }
        columns.subList(1, columns.size()).forEach(Tags::requireKey);
    }

    private TagChange change(List<String> columns, Csv.Line line) {
        if (line.fields().size() != columns.size()) {
            throw new IllegalArgumentException(
                    "has " + line.fields().size() + " fields, the first line names " + columns.size());
        }
        ServerName server = new ServerName(line.fields().getFirst().strip());
        if (!named.add(server)) {
            throw new IllegalArgumentException("server '" + server + "' stands in the list twice");
        }
        Map<String, String> set = new TreeMap<>();
        Set<String> remove = new TreeSet<>();
        for (int i = 1; i < columns.size(); i++) {
            String value = line.fields().get(i).strip();
            if (value.isEmpty()) {
                remove.add(columns.get(i));
            } else {
                set.put(columns.get(i), value);
            }
        }
        return new TagChange(server, set, remove);
    }

    private void refuse() {
        if (!wrong.isEmpty()) {
            throw ProblemException.fields(wrong.subList(0, Math.min(ENOUGH, wrong.size())));
        }
    }

    private static FieldError error(String field, IllegalArgumentException e) {
        return new FieldError(field, String.valueOf(e.getMessage()));
    }
}
