package io.tidemark.analytics.engine;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/// A row of a [Keyed] table. Beside its columns it has `key`, and of its snapshot `server`, `root`, `snapshot` and
/// `started`, as the table `basis` has them.
record KeyedRow(HeldSnapshot held, String key, Map<String, Integer> places, List<@Nullable Object> values)
        implements Row {
    @Override
    public String text(String column) {
        String value = textOrNull(column);
        if (value == null) {
            throw new IllegalStateException(column + " is null");
        }
        return value;
    }

    @Override
    public @Nullable String textOrNull(String column) {
        return switch (column) {
            case "key" -> key;
            case "server" -> held.snapshot().server();
            case "root" -> held.snapshot().root();
            case "snapshot" -> held.snapshot().id().toString();
            default -> (String) value(column);
        };
    }

    @Override
    public long number(String column) {
        if (column.equals("started")) {
            return ChronoUnit.MICROS.between(Instant.EPOCH, held.snapshot().startedAt());
        }
        Long value = (Long) value(column);
        return value == null ? 0 : value;
    }

    @Override
    public double decimal(String column) {
        return number(column);
    }

    @Override
    public boolean isNull(String column) {
        return value(column) == null;
    }

    @Override
    public boolean flag(String column) {
        return number(column) != 0;
    }

    @Override
    public @Nullable Instant micros(String column) {
        Long value = (Long) value(column);
        return value == null ? null : Instant.EPOCH.plus(value, ChronoUnit.MICROS);
    }

    private @Nullable Object value(String column) {
        Integer place = places.get(column);
        if (place == null) {
            throw new IllegalStateException("there is no column " + column);
        }
        return values.get(place);
    }
}
