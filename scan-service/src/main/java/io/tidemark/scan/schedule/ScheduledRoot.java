package io.tidemark.scan.schedule;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.parser.CronParser;

import java.time.Duration;
import java.time.ZoneId;

/// A root that is scanned again and again.
///
/// @param path absolute
/// @param schedule five fields as in crontab: minute, hour, day of month, month, day of week
/// @param zone whose clock the schedule is read from
/// @param jitter how much later at most it begins; how much of it is always the same for one server and root
public record ScheduledRoot(String path, String schedule, ZoneId zone, Duration jitter) {

    private static final Duration MOST_JITTER = Duration.ofDays(1);

    public ScheduledRoot {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("a scheduled root is an absolute path, not '" + path + "'");
        }
        if (jitter.isNegative() || jitter.compareTo(MOST_JITTER) > 0) {
            throw new IllegalArgumentException("the jitter of " + path + " is from PT0S to PT24H, not " + jitter);
        }
        parse(schedule);
    }

    Cron cron() {
        return parse(schedule);
    }

    private static Cron parse(String schedule) {
        try {
            return new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX))
                    .parse(schedule)
                    .validate();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "a schedule has five fields as in crontab, such as '0 2 * * *', not '" + schedule + "'", e);
        }
    }
}
