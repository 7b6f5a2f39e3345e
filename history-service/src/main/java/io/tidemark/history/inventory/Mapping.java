package io.tidemark.history.inventory;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Which column of an inventory holds what.
public final class Mapping {

    private final Map<Field, Integer> columns;
    private final List<String> header;

    private Mapping(Map<Field, Integer> columns, List<String> header) {
        this.columns = columns;
        this.header = header;
    }

    /// Reads `path=Key,size=Size`.
    ///
    /// @throws IllegalArgumentException when it says something else, or a field twice
    public static Map<Field, String> parse(String text) {
        Map<Field, String> wanted = new EnumMap<>(Field.class);
        for (String pair : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            int equals = pair.indexOf('=');
            Optional<Field> field = equals < 1
                    ? Optional.empty()
                    : Field.ifValid(pair.substring(0, equals).strip());
            String column = pair.substring(equals + 1).strip();
            if (field.isEmpty() || column.isEmpty() || wanted.put(field.get(), column) != null) {
                throw new IllegalArgumentException("'" + pair + "' is no mapping such as path=Key, or is there twice");
            }
        }
        return wanted;
    }

    /// Takes the columns that are wanted, and for the other fields those with a name that is usual for
    /// them.
    ///
    /// @throws Unreadable when a wanted column is missing, or no column holds the path and the size
    static Mapping of(Map<Field, String> wanted, List<String> header) throws Unreadable {
        Map<Field, Integer> columns = new EnumMap<>(Field.class);
        for (Map.Entry<Field, String> one : wanted.entrySet()) {
            int at = header.indexOf(one.getValue());
            if (at < 0) {
                throw new Unreadable("there is no column '" + one.getValue() + "' among " + header);
            }
            columns.put(one.getKey(), at);
        }
        for (int at = 0; at < header.size(); at++) {
            Optional<Field> usual = Field.ofColumn(header.get(at));
            if (usual.isPresent() && !columns.containsValue(at)) {
                columns.putIfAbsent(usual.get(), at);
            }
        }
        Mapping mapping = new Mapping(columns, header);
        mapping.requireWhole();
        return mapping;
    }

    boolean isMapped(String column) {
        return columns.containsValue(header.indexOf(column));
    }

    boolean has(Field field) {
        return columns.containsKey(field);
    }

    @Nullable
    String cell(Field field, List<@Nullable String> row) {
        Integer at = columns.get(field);
        return at == null ? null : row.get(at);
    }

    /// Field and column, to be shown to whoever imports.
    Map<String, String> shown() {
        Map<String, String> shown = new TreeMap<>();
        columns.forEach((field, at) -> shown.put(field.word(), header.get(at)));
        return shown;
    }

    private void requireWhole() throws Unreadable {
        List<String> missing = new ArrayList<>();
        if (!has(Field.PATH) && !has(Field.NAME)) {
            missing.add("path");
        }
        if (!has(Field.SIZE)) {
            missing.add("size");
        }
        if (!missing.isEmpty()) {
            throw new Unreadable("no column of " + header + " holds " + String.join(" and ", missing)
                    + "; say which with columns=path=...,size=...");
        }
    }
}
