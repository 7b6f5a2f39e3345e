package io.tidemark.analytics.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.analytics.engine.Regex;
import io.tidemark.analytics.folder.FolderPath;
import io.tidemark.analytics.search.Condition;
import io.tidemark.analytics.search.Instants;
import io.tidemark.analytics.search.Measure;
import io.tidemark.analytics.search.NamePattern;
import io.tidemark.analytics.search.Permission;
import io.tidemark.analytics.search.Trait;
import io.tidemark.platform.problem.ProblemException;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Reads conditions from JSON. Every wrong one is refused with its key.
final class ConditionReader {
    private static final int MOST = 200;
    private static final int DEEPEST = 20;
    private static final Instant BEGINNING = Instant.EPOCH.minusSeconds(4_000_000_000L);
    private static final Instant END = Instant.EPOCH.plusSeconds(8_000_000_000L);

    private int count;
    private int depth;

    /// @throws ProblemException 422 where it is no condition
    Condition read(JsonNode node) {
        if (!node.isObject() || node.size() != 1) {
            throw wrong("where", "a condition is an object with one key");
        }
        if (++count > MOST || ++depth > DEEPEST) {
            throw wrong("where", "has more than " + MOST + " conditions, or they stand deeper than " + DEEPEST);
        }
        Map.Entry<String, JsonNode> only = node.properties().iterator().next();
        Condition condition = read(only.getKey(), only.getValue());
        depth--;
        return condition;
    }

    private Condition read(String key, JsonNode value) {
        return switch (key) {
            case "and" -> new Condition.And(several(key, value));
            case "or" -> new Condition.Or(several(key, value));
            case "not" -> new Condition.Not(read(value));
            case "name" -> new Condition.Named(new NamePattern(text(key, value)));
            case "path" -> new Condition.Named(NamePattern.ofPath(text(key, value)));
            case "regex" -> regex(value);
            case "size", "allocated", "links", "uid", "gid" -> between(key, value);
            case "modified", "accessed", "changed", "created", "used" -> during(key, value);
            case "older" -> new Condition.OlderThan(moment(key, value), days(key, value));
            case "younger" -> new Condition.YoungerThan(moment(key, value), days(key, value));
            case "owner", "group", "type", "extension" -> oneOf(key, value);
            case "permission" -> new Condition.Allows(Permission.named(text(key, value)));
            case "unowned" -> flag(key, value) ? new Condition.Unowned() : new Condition.Not(new Condition.Unowned());
            case "counted" -> new Condition.Counted(flag(key, value));
            case "folder" -> new Condition.Below(FolderPath.of(text(key, value)).text());
            default -> throw wrong("where", "knows no condition '" + key + "'");
        };
    }

    private List<Condition> several(String key, JsonNode value) {
        if (!value.isArray()) {
            throw wrong(key, "must be a list of conditions");
        }
        List<Condition> all = new ArrayList<>();
        value.forEach(each -> all.add(read(each)));
        return all;
    }

    private static Condition regex(JsonNode value) {
        only("regex", value, Set.of("pattern", "in"));
        String in = value.path("in").asText("name");
        if (!in.equals("name") && !in.equals("path")) {
            throw wrong("regex", "must be matched in the name or the path");
        }
        return new Condition.Matches(new Regex(text("regex", value.path("pattern"))), in.equals("path"));
    }

    private static Condition between(String key, JsonNode value) {
        only(key, value, Set.of("from", "below"));
        long from = number(key, value.path("from"), 0);
        long below = number(key, value.path("below"), Long.MAX_VALUE);
        return new Condition.Between(Measure.valueOf(key.toUpperCase(Locale.ROOT)), from, below);
    }

    private static Condition during(String key, JsonNode value) {
        only(key, value, Set.of("from", "before"));
        return new Condition.During(
                Instants.named(key), time(key, value.path("from"), BEGINNING), time(key, value.path("before"), END));
    }

    private static Condition oneOf(String key, JsonNode value) {
        if (!value.isArray() || value.isEmpty() || value.size() > MOST) {
            throw wrong(key, "must be a list of 1 to " + MOST + " texts");
        }
        Set<String> texts = new HashSet<>();
        value.forEach(each -> texts.add(text(key, each)));
        return new Condition.OneOf(Trait.valueOf(key.toUpperCase(Locale.ROOT)), texts);
    }

    private static Instants moment(String key, JsonNode value) {
        only(key, value, Set.of("of", "days"));
        return Instants.named(value.path("of").asText("modified"));
    }

    private static int days(String key, JsonNode value) {
        long days = number(key, value.path("days"), -1);
        if (days < 0 || days > 36_500) {
            throw wrong(key, "needs days from 0 to 36500");
        }
        return (int) days;
    }

    private static boolean flag(String key, JsonNode value) {
        if (!value.isBoolean()) {
            throw wrong(key, "must be true or false");
        }
        return value.booleanValue();
    }

    private static String text(String key, JsonNode value) {
        if (!value.isTextual() || value.textValue().indexOf('\0') >= 0) {
            throw wrong(key, "must be a text without the character 0");
        }
        return value.textValue();
    }

    private static long number(String key, JsonNode value, long absent) {
        if (value.isMissingNode()) {
            return absent;
        }
        if (!value.canConvertToLong() || !value.isIntegralNumber()) {
            throw wrong(key, "must have whole numbers");
        }
        return value.longValue();
    }

    private static Instant time(String key, JsonNode value, Instant absent) {
        return value.isMissingNode() ? absent : within(key, Scope.moment(key, text(key, value)));
    }

    private static Instant within(String key, Instant moment) {
        if (moment.isBefore(BEGINNING) || moment.isAfter(END)) {
            throw wrong(key, "must have moments between " + BEGINNING + " and " + END);
        }
        return moment;
    }

    private static void only(String key, JsonNode value, Set<String> known) {
        if (!value.isObject() || value.isEmpty()) {
            throw wrong(
                    key,
                    "must be an object with some of " + known.stream().sorted().toList());
        }
        value.fieldNames().forEachRemaining(field -> {
            if (!known.contains(field)) {
                throw wrong(key, "knows no '" + field + "'");
            }
        });
    }

    private static ProblemException wrong(String key, String message) {
        return ProblemException.field(key, message);
    }
}
