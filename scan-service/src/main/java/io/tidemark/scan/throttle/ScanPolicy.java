package io.tidemark.scan.throttle;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.tidemark.scan.selection.Scope;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;

/// How gently a scan works, and what of a tree it takes.
///
/// @param cpuShare of all processors the agent may use; above 0, at most 1, which means no limit
/// @param callsPerSecond system calls; null means no limit
/// @param hours when a scan may walk; none means always
/// @param zone whose clock the hours are read from
/// @param longest how long a scan may walk: in each of its hours, or, without hours, in all
/// @param idle walk only with processor and disk time that nobody else wants, as far as the kernel does that
/// @param backOff slow down while others wait for processors or disks
/// @param exclude gitignore patterns of what is left out
/// @param include gitignore patterns of what alone is taken; none means everything
public record ScanPolicy(
        double cpuShare,
        @Nullable Long callsPerSecond,
        List<Hours> hours,
        ZoneId zone,

        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
        Duration longest,

        boolean idle,
        boolean backOff,
        List<String> exclude,
        List<String> include,
        boolean oneFilesystem) {

    /// What holds where nobody asks for something else.
    public static final ScanPolicy DEFAULT =
            new ScanPolicy(0.05, null, List.of(), ZoneId.of("UTC"), null, true, true, List.of(), List.of(), true);

    /// The fields that say what of a tree a scan takes, and stay as they are once it has begun.
    public static final List<String> OF_THE_TREE = List.of("exclude", "include", "oneFilesystem");

    private static final int MOST_HOURS = 24;
    private static final int MOST_PATTERNS = 1000;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(366);

    public ScanPolicy {
        hours = List.copyOf(hours);
        exclude = List.copyOf(exclude);
        include = List.copyOf(include);
        PolicyField.CPU_SHARE.require(cpuShare > 0 && cpuShare <= 1);
        PolicyField.CALLS_PER_SECOND.require(callsPerSecond == null || callsPerSecond >= 1);
        PolicyField.HOURS.require(hours.size() <= MOST_HOURS);
        PolicyField.LONGEST.require(
                longest == null || (longest.compareTo(SHORTEST) >= 0 && longest.compareTo(LONGEST) <= 0));
        PolicyField.EXCLUDE.require(arePatterns(exclude));
        PolicyField.INCLUDE.require(arePatterns(include));
    }

    private static boolean arePatterns(List<String> patterns) {
        return patterns.size() <= MOST_PATTERNS
                && patterns.stream().allMatch(p -> p.length() <= 4096)
                && Scope.arePatterns(patterns);
    }

    /// True where a scan may walk at this moment.
    public boolean isOpen(Instant now) {
        LocalTime time = now.atZone(zone).toLocalTime();
        return hours.isEmpty() || hours.stream().anyMatch(window -> window.contains(time));
    }

    /// True where a scan may walk at each moment between these two, looked at minute by minute. After a day it is
    /// clear: hours that have closed by then close every day.
    boolean staysOpen(Instant from, Instant to) {
        Instant end = to.isAfter(from.plus(DAY)) ? from.plus(DAY) : to;
        for (Instant at = from; at.isBefore(end); at = at.plus(MINUTE)) {
            if (!isOpen(at)) {
                return false;
            }
        }
        return isOpen(end);
    }

    /// What of a tree a scan takes.
    public Scope scope() {
        return new Scope(exclude, include, oneFilesystem);
    }

    /// True where both take the same of a tree.
    public boolean takesTheSame(ScanPolicy other) {
        return exclude.equals(other.exclude) && include.equals(other.include) && oneFilesystem == other.oneFilesystem;
    }
}
