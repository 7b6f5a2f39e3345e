package io.tidemark.scan.volume;

import java.util.List;
import java.util.Locale;

/// How far last-access times mean that somebody wanted the file.
///
/// The score is `base * recorded * spread`:
///
/// - `base` is what the mount promises: 0 for `noatime` and read-only mounts, 0.9 for `relatime` (up to a day late), 1
///   where each reading is recorded; at most 0.5 for network filesystems, whose server decides.
/// - `recorded` is what the times themselves show: of n entries a share r was read after it was written;
///   `min(1, 0.25 + 7.5 r)`, for on a filesystem that records nothing r is 0. Below 100 entries it is 1.
/// - `spread` falls where one program has read everything, such as a backup or a virus scanner: h is the share of the
///   entries read that were last read in one hour, d in one day; `1 - max(0, h - 0.25) / 0.75` or
///   `1 - max(0, d - 0.75) / 0.25`, whichever is less. Below 100 entries read it is 1.
///
/// @param trusted a score of at least 0.5
/// @param score from 0 to 1, two decimals
/// @param reason the strongest reasons in words
public record LastAccess(boolean trusted, double score, String reason) {

    private static final double ENOUGH = 0.5;
    private static final long TELLING = 100;

    public LastAccess {
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("a score is from 0 to 1: " + score);
        }
    }

    /// Judges by what is mounted and how, and by the times seen.
    public static LastAccess of(String type, String options, AccessTimes times) {
        Promise promise = Promise.of(type, List.of(options.split(",")));
        double recorded = times.entries() < TELLING ? 1 : Math.min(1, 0.25 + 7.5 * times.read() / times.entries());
        double spread = times.read() < TELLING ? 1 : spread(times);
        StringBuilder reason = new StringBuilder(promise.reason());
        if (promise.base() > 0 && recorded < 1) {
            reason.append("; only ")
                    .append(percent(times.read(), times.entries()))
                    .append(" were read since written");
        }
        if (promise.base() > 0 && spread < 1) {
            reason.append("; of those ").append(crowd(times)).append(", as when one program reads everything");
        }
        double score = Math.round(promise.base() * recorded * spread * 100) / 100.0;
        return new LastAccess(score >= ENOUGH, score, reason.toString());
    }

    private static double spread(AccessTimes times) {
        double hour = 1 - Math.max(0, times.fullestHour() - 0.25) / 0.75;
        double day = 1 - Math.max(0, times.fullestDay() - 0.75) / 0.25;
        return Math.max(0, Math.min(hour, day));
    }

    private static String crowd(AccessTimes times) {
        return String.format(
                Locale.ROOT,
                "%.0f %% within one hour, %.0f %% within one day",
                100 * times.fullestHour(),
                100 * times.fullestDay());
    }

    private static String percent(long part, long all) {
        return String.format(Locale.ROOT, "%.1f %% of %d entries", 100.0 * part / all, all);
    }

    /// What the mount alone promises.
    private record Promise(double base, String reason) {

        static Promise of(String type, List<String> options) {
            if (options.contains("noatime")) {
                return new Promise(0, "noatime: reading leaves no trace");
            }
            if (options.contains("ro")) {
                return new Promise(0, "read-only: reading leaves no trace");
            }
            if (FilesystemType.isNetwork(type)) {
                return new Promise(0.5, type + ": the server decides what reading leaves");
            }
            return options.contains("relatime")
                    ? new Promise(0.9, "relatime: at most a day late")
                    : new Promise(1, "each reading is recorded");
        }
    }
}
