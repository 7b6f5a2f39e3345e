package io.tidemark.history.policy;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/// What a field may be. Reads what stood in JSON to the form it is kept in, so that equal values are
/// written alike.
@FunctionalInterface
interface Value {

    /// @throws IllegalArgumentException with what it must be
    @Nullable
    Object read(@Nullable Object json);

    static Value truth() {
        return json -> json instanceof Boolean ? json : refuse("must be true or false");
    }

    static Value number(double least, double most) {
        return json -> json instanceof Number number && number.doubleValue() >= least && number.doubleValue() <= most
                ? number.doubleValue()
                : refuse("must be a number from " + least + " to " + most);
    }

    static Value count(long least, long most) {
        return json ->
                (json instanceof Integer || json instanceof Long) && inside(((Number) json).longValue(), least, most)
                        ? ((Number) json).longValue()
                        : refuse("must be a whole number from " + least + " to " + most);
    }

    static Value duration(Duration least, Duration most) {
        String must = "must be a duration from " + least + " to " + most;
        return text(must, text -> {
            Duration duration = Duration.parse(text);
            boolean inside = duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0;
            return inside ? duration.toString() : refuse(must);
        });
    }

    static Value zone() {
        String must = "must be a time zone such as UTC or Europe/Vienna";
        return text(must, text -> ZoneId.of(text).getId());
    }

    static Value currency() {
        String must = "must be a currency such as EUR";
        return text(
                must,
                text -> Currency.getAvailableCurrencies().stream()
                                .anyMatch(currency -> currency.getCurrencyCode().equals(text))
                        ? text
                        : refuse(must));
    }

    static Value matching(Pattern form, String must) {
        return text(must, text -> form.matcher(text).matches() ? text : refuse(must));
    }

    /// Null means that there is no limit.
    static Value orNull(Value value) {
        return json -> json == null ? null : value.read(json);
    }

    static Value list(int most, Value item) {
        return json -> {
            if (!(json instanceof List<?> items) || items.size() > most) {
                return refuse("must be a list of at most " + most + " items");
            }
            return java.util.stream.IntStream.range(0, items.size())
                    .mapToObj(i -> item(i, items.get(i), item))
                    .toList();
        };
    }

    private static Object item(int index, @Nullable Object json, Value item) {
        try {
            Object read = item.read(json);
            return read == null ? refuse("must not be null") : read;
        } catch (IllegalArgumentException e) {
            return refuse("item " + index + " " + e.getMessage());
        }
    }

    private static Value text(String must, Function<String, Object> parse) {
        return json -> {
            if (!(json instanceof String text)) {
                return refuse(must);
            }
            try {
                return parse.apply(text);
            } catch (DateTimeException e) {
                throw new IllegalArgumentException(must, e);
            }
        };
    }

    private static boolean inside(long value, long least, long most) {
        return value >= least && value <= most;
    }

    private static Object refuse(String must) {
        throw new IllegalArgumentException(must);
    }
}
