package io.tidemark.scan.schedule;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/// What became of one root's schedule so far.
///
/// @param schedule as it was then; another one begins anew
/// @param handled up to here every begin was seen to
/// @param scan the last scan that began, or is to begin; null where there was none
/// @param begun false as long as that scan could not begin
/// @param problem why the last one did not begin
record RootRecord(
        String path,
        String schedule,
        Instant handled,
        @Nullable UUID scan,
        @Nullable Instant lastAt,
        boolean begun,
        @Nullable String problem) {

    static RootRecord fresh(ScheduledRoot root, Instant now) {
        return new RootRecord(root.path(), words(root), now, null, null, true, null);
    }

    static String words(ScheduledRoot root) {
        return root.schedule() + " " + root.zone();
    }

    boolean isOf(ScheduledRoot root) {
        return path.equals(root.path()) && schedule.equals(words(root));
    }

    RootRecord due(UUID id, Instant now) {
        return new RootRecord(path, schedule, now, id, now, false, null);
    }

    RootRecord began() {
        return new RootRecord(path, schedule, handled, scan, lastAt, true, null);
    }

    /// The scan did not begin, and will not before the next time.
    RootRecord gaveUp(String reason) {
        return new RootRecord(path, schedule, handled, null, lastAt, true, reason);
    }

    /// The scan did not begin yet.
    RootRecord waits(String reason) {
        return new RootRecord(path, schedule, handled, scan, lastAt, false, reason);
    }
}
