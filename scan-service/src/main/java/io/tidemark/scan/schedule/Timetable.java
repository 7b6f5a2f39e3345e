package io.tidemark.scan.schedule;

import com.cronutils.model.time.ExecutionTime;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;

/// When the scans of one root on one server begin. Where clocks are put forward over a time, it is when it would have
/// been without that; where they are put back, a time that they show twice is the first of both.
final class Timetable {

    private final ScheduledRoot root;
    private final ExecutionTime times;
    private final Duration offset;

    Timetable(ScheduledRoot root, String server) {
        this.root = root;
        this.times = ExecutionTime.forCron(root.cron());
        this.offset = offset(root, server);
    }

    /// A part of the jitter that depends on nothing but server and root, so that all agents of a fleet do not begin at
    /// once, and each begins at the same time every day.
    private static Duration offset(ScheduledRoot root, String server) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((server + '\0' + root.path()).getBytes(StandardCharsets.UTF_8));
            long number = ByteBuffer.wrap(hash).getLong() & Long.MAX_VALUE;
            return Duration.ofSeconds(number % (root.jitter().toSeconds() + 1));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Java has SHA-256", e);
        }
    }

    /// The first begin after `after`; empty where the schedule has none any more.
    Optional<Instant> next(Instant after) {
        Instant from = after.minus(offset);
        // The wall clock is given to the library as if it were UTC: then no change of clocks can confuse it.
        Optional<ZonedDateTime> wall =
                times.nextExecution(LocalDateTime.ofInstant(from, root.zone()).atZone(ZoneOffset.UTC));
        while (wall.isPresent()) {
            Instant begin = wall.get().toLocalDateTime().atZone(root.zone()).toInstant();
            if (begin.isAfter(from)) {
                return Optional.of(begin.plus(offset));
            }
            wall = times.nextExecution(wall.get());
        }
        return Optional.empty();
    }
}
