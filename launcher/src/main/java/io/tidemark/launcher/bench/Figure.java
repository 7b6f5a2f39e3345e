package io.tidemark.launcher.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Locale;

/// One measured number and the limit it is held to.
///
/// @param limit which `value` may reach but not pass, upwards or downwards as `better` says; NaN where there is none
public record Figure(String name, double value, String unit, double limit, Better better) {

    /// Which way is better.
    public enum Better {
        LOWER,
        HIGHER
    }

    /// A number that is only told, not judged.
    static Figure told(String name, double value, String unit) {
        return new Figure(name, value, unit, Double.NaN, Better.LOWER);
    }

    /// As [#told], of a number that is better when it is higher.
    static Figure toldHigher(String name, double value, String unit) {
        return new Figure(name, value, unit, Double.NaN, Better.HIGHER);
    }

    static Figure atMost(String name, double value, String unit, double limit) {
        return new Figure(name, value, unit, limit, Better.LOWER);
    }

    static Figure atLeast(String name, double value, String unit, double limit) {
        return new Figure(name, value, unit, limit, Better.HIGHER);
    }

    public boolean hasLimit() {
        return !Double.isNaN(limit);
    }

    /// Whether the limit is kept; true where there is none.
    public boolean isGood() {
        return !hasLimit()
                || switch (better) {
                    case LOWER -> value <= limit;
                    case HIGHER -> value >= limit;
                };
    }

    /// As DESIGN's `--json` has it.
    public static ObjectNode json(List<Figure> figures) {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        ArrayNode list = all.putArray("figures");
        figures.forEach(f -> list.add(f.json()));
        return all;
    }

    private ObjectNode json() {
        ObjectNode figure = JsonNodeFactory.instance
                .objectNode()
                .put("name", name)
                .put("value", value)
                .put("unit", unit);
        if (!hasLimit()) {
            figure.putNull("limit");
        } else {
            figure.put("limit", limit);
        }
        return figure.put("better", better.name().toLowerCase(Locale.ROOT));
    }

    /// One line for people.
    public String line() {
        String judged = !hasLimit()
                ? ""
                : String.format(
                        Locale.ROOT,
                        "  %s %,.2f: %s",
                        better == Better.LOWER ? "at most" : "at least",
                        limit,
                        isGood() ? "good" : "MISSED");
        return String.format(Locale.ROOT, "  %-44s %,14.2f %-10s%s", name, value, unit, judged);
    }
}
