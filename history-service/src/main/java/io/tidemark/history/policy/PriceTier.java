package io.tidemark.history.policy;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Reads one of a price policy's tiers: a class of storage and what it costs. Prices are decimal numbers written as
/// text,
/// so that nobody rounds them on the way.
final class PriceTier {

    static final Value NAME = Value.matching(
            Pattern.compile("[a-z0-9][a-z0-9-]{0,62}"),
            "must be a name of lower-case letters, digits and dashes, such as hot");

    /// Several of them, each with a name of its own.
    static final Value ALL = PriceTier::all;

    private static final int MOST = 20;
    private static final Value LIST = Value.list(MOST, PriceTier::read);
    private static final Value PRICE =
            Value.matching(Pattern.compile("\\d{1,9}(\\.\\d{1,12})?"), "must be a price as text, such as \"0.023\"");
    private static final Value BYTES = Value.count(0, 1L << 40);
    private static final List<String> PRICES =
            List.of("perGbMonth", "perThousandReads", "perThousandWrites", "perGbRead");

    private PriceTier() {}

    private static @Nullable Object all(@Nullable Object json) {
        Object tiers = LIST.read(json);
        if (tiers instanceof List<?> list) {
            long names = list.stream().map(PriceTier::nameOf).distinct().count();
            if (names < list.size()) {
                throw new IllegalArgumentException("must not have two tiers of one name");
            }
        }
        return tiers;
    }

    private static @Nullable Object nameOf(Object tier) {
        return tier instanceof Map<?, ?> map ? map.get("name") : null;
    }

    private static Object read(@Nullable Object json) {
        if (!(json instanceof Map<?, ?> tier)) {
            throw new IllegalArgumentException("must have name and perGbMonth");
        }
        tier.keySet().stream().filter(name -> !isKnown(name)).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException("has an unknown field '" + name + "'");
        });
        Map<String, @Nullable Object> read = new LinkedHashMap<>();
        read.put("name", field(tier, "name", NAME, null));
        for (String price : PRICES) {
            read.put(price, field(tier, price, PRICE, price.equals("perGbMonth") ? null : "0"));
        }
        read.put("leastBytes", field(tier, "leastBytes", BYTES, 0L));
        return Collections.unmodifiableMap(read);
    }

    private static boolean isKnown(@Nullable Object name) {
        return "name".equals(name)
                || "leastBytes".equals(name)
                || PRICES.stream().anyMatch(p -> p.equals(name));
    }

    private static @Nullable Object field(Map<?, ?> tier, String name, Value value, @Nullable Object otherwise) {
        Object given = tier.get(name);
        try {
            return value.read(given == null ? otherwise : given);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + " " + e.getMessage(), e);
        }
    }
}
