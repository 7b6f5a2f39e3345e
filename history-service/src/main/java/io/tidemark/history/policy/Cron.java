package io.tidemark.history.policy;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Checks schedules: minute, hour, day of month, month, day of week, each `*`, numbers, ranges and
/// steps, as in
/// crontab.
final class Cron {

    static final String MUST =
            "must be a schedule of five fields such as \"0 2 * * *\": minute, hour, day of month, month,"
                    + " day of week";

    private record Field(int least, int most) {}

    private static final List<Field> FIELDS =
            List.of(new Field(0, 59), new Field(0, 23), new Field(1, 31), new Field(1, 12), new Field(0, 7));

    private static final Pattern ITEM = Pattern.compile("(?:\\*|(\\d{1,2})(?:-(\\d{1,2}))?)(?:/(\\d{1,2}))?");

    private Cron() {}

    static boolean isValid(String text) {
        String[] fields = text.strip().split("\\s+", -1);
        if (fields.length != FIELDS.size()) {
            return false;
        }
        for (int i = 0; i < fields.length; i++) {
            if (!isValid(fields[i], FIELDS.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isValid(String text, Field field) {
        for (String item : text.split(",", -1)) {
            Matcher matcher = ITEM.matcher(item);
            if (!matcher.matches() || !isInside(matcher, field)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isInside(Matcher item, Field field) {
        int from = item.group(1) == null ? field.least() : Integer.parseInt(item.group(1));
        int to = item.group(2) == null ? from : Integer.parseInt(item.group(2));
        boolean steps = item.group(3) == null || Integer.parseInt(item.group(3)) > 0;
        return steps && field.least() <= from && from <= to && to <= field.most();
    }
}
