package io.tidemark.history.retention;

import io.tidemark.history.snapshot.SnapshotId;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// Nothing of the snapshot is reduced or removed as long as a hold is on it. Lifted holds stay on record.
///
/// @param liftedBy null as long as it holds
/// @param liftedAt null as long as it holds
public record Hold(
        SnapshotId snapshotId,
        HoldKind kind,
        String reason,
        String placedBy,
        Instant placedAt,
        @Nullable String liftedBy,
        @Nullable Instant liftedAt) {

    private static final int MOST_TEXT = 1000;

    public Hold {
        requireReason(reason);
    }

    /// @throws IllegalArgumentException when it is none
    public static void requireReason(String reason) {
        if (reason == null || reason.isBlank() || reason.length() > MOST_TEXT || reason.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("reason must have 1 to " + MOST_TEXT + " characters");
        }
    }

    public boolean holds() {
        return liftedAt == null;
    }
}
