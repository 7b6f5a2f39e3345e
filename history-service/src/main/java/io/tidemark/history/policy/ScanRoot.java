package io.tidemark.history.policy;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads one of a scan policy's roots: where a scan starts, and when.
final class ScanRoot {

    private static final Value PATH =
            Value.matching(Pattern.compile("/[^\\x00]{0,4095}"), "must be an absolute path of at most 4096 characters");
    private static final Value JITTER = Value.duration(Duration.ZERO, Duration.ofDays(1));
    private static final Set<String> NAMES = Set.of("path", "schedule", "zone", "jitter");

    private ScanRoot() {}

    static Object read(@Nullable Object json) {
        if (!(json instanceof Map<?, ?> root)) {
            throw new IllegalArgumentException("must have path, schedule, zone and jitter");
        }
        root.keySet().stream().filter(name -> !NAMES.contains(name)).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException("has an unknown field '" + name + "'");
        });
        Map<String, @Nullable Object> read = new LinkedHashMap<>();
        read.put("path", field(root, "path", PATH, null));
        read.put("schedule", field(root, "schedule", ScanRoot::schedule, null));
        read.put("zone", field(root, "zone", Value.zone(), "UTC"));
        read.put("jitter", field(root, "jitter", JITTER, "PT0S"));
        return java.util.Collections.unmodifiableMap(read);
    }

    private static Object schedule(@Nullable Object json) {
        if (json instanceof String text && Cron.isValid(text)) {
            return text.strip().replaceAll("\\s+", " ");
        }
        throw new IllegalArgumentException(Cron.MUST);
    }

    private static @Nullable Object field(Map<?, ?> root, String name, Value value, @Nullable Object otherwise) {
        Object given = root.get(name);
        try {
            return value.read(given == null ? otherwise : given);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + " " + e.getMessage(), e);
        }
    }
}
