package io.tidemark.history.snapshot;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The columns of `entries` that a snapshot may lack as a whole, because whoever made the inventory does
/// not record
/// them. They are null in every row, and the manifest names them in `lacking`.
public enum Column {
    ALLOCATED("BIGINT"),
    MODIFIED("TIMESTAMPTZ"),
    ACCESSED("TIMESTAMPTZ"),
    CHANGED("TIMESTAMPTZ"),
    CREATED("TIMESTAMPTZ"),
    UID("BIGINT"),
    GID("BIGINT"),
    OWNER("VARCHAR"),
    GROUP_NAME("VARCHAR"),
    MODE("INTEGER"),
    INODE("BIGINT"),
    DEVICE("BIGINT"),
    LINKS("BIGINT");

    private final String type;

    Column(String type) {
        this.type = type;
    }

    /// Its name in the table and in JSON.
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// DuckDB's type.
    public String type() {
        return type;
    }

    public static Optional<Column> ifValid(String word) {
        return Arrays.stream(values())
                .filter(column -> column.word().equals(word))
                .findFirst();
    }

    /// What a manifest says it lacks; nothing where it does not say.
    ///
    /// @throws IllegalArgumentException when it names something else
    public static Set<Column> lacking(JsonNode manifest) {
        Set<Column> lacking = EnumSet.noneOf(Column.class);
        for (JsonNode word : manifest.path("lacking")) {
            lacking.add(ifValid(word.asText())
                    .orElseThrow(() -> new IllegalArgumentException("lacking: no snapshot can lack " + word)));
        }
        return lacking;
    }
}
