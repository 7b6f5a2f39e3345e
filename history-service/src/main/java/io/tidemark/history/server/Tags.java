package io.tidemark.history.server;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// What a site says of a server: role, department, location, any other key, each with one value.
public record Tags(@JsonValue Map<String, String> values) {

    public static final Tags NONE = new Tags(Map.of());

    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9._-]{0,62}");
    private static final Pattern VALUE = Pattern.compile("[^\\p{Cntrl}]{1,256}");
    private static final int MOST = 100;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Tags {
        if (values.size() > MOST) {
            throw new IllegalArgumentException("a server has at most " + MOST + " tags");
        }
        values.forEach((key, value) -> {
            requireKey(key);
            requireValue(key, value);
        });
        values = Collections.unmodifiableMap(new TreeMap<>(values));
    }

    public Optional<String> value(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /// @throws IllegalArgumentException when no tag can have this key
    public static void requireKey(String key) {
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException(
                    "a tag's key is lower case: letters, digits, '.', '_' and '-', at most 63,"
                            + " and starts with a letter; '" + key + "' is none");
        }
    }

    /// @throws IllegalArgumentException when no tag can have this value
    public static void requireValue(String key, String value) {
        if (value == null || !VALUE.matcher(value).matches() || !value.equals(value.strip())) {
            throw new IllegalArgumentException("the value of tag '" + key
                    + "' must be a text of 1 to 256 characters without control characters or blanks at its ends");
        }
    }
}
