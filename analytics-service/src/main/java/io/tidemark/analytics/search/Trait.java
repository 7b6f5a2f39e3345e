package io.tidemark.analytics.search;

import io.tidemark.analytics.engine.Sql;
import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/// What a file is said to be in words.
public enum Trait {
    /// The name, or the number where nobody has it.
    OWNER(Sql.of("owner"), Sql.of("uid")),
    /// The name, or the number where nobody has it.
    GROUP(Sql.of("group_name"), Sql.of("gid")),
    TYPE(Sql.of("type"), null),
    EXTENSION(Sql.of("extension"), null),
    /// The very name.
    NAME(Sql.of("name"), null);

    private static final Pattern NUMBER = Pattern.compile("0|[1-9]\\d{0,17}");

    private final Sql word;
    private final @Nullable Sql number;

    /// @param number what stands for the word where there is none; null where there always is one
    Trait(Sql word, @Nullable Sql number) {
        this.word = word;
        this.number = number;
    }

    /// That it is one of these. Columns are compared as they are, so that DuckDB can skip blocks by
    /// their bounds.
    Sql isOneOf(Collection<String> values) {
        Sql words = in(word, values.stream().map(value -> Sql.of("?", value)).toList());
        List<Sql> numbers = values.stream()
                .filter(value -> number != null && NUMBER.matcher(value).matches())
                .map(value -> Sql.of("?", Long.parseLong(value)))
                .toList();
        if (number == null || numbers.isEmpty()) {
            return words;
        }
        return Sql.of("(")
                .plus(words)
                .plus(" OR (")
                .plus(word)
                .plus(" IS NULL AND ")
                .plus(in(number, numbers))
                .plus("))");
    }

    private static Sql in(Sql column, List<Sql> values) {
        return values.isEmpty()
                ? Sql.of("false")
                : column.plus(" IN (").plus(Sql.join(", ", values)).plus(")");
    }
}
