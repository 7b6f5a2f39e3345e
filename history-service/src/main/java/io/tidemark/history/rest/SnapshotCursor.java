package io.tidemark.history.rest;

import io.tidemark.history.snapshot.Snapshot;
import io.tidemark.history.snapshot.SnapshotId;
import io.tidemark.history.snapshot.SnapshotRegister.Place;
import io.tidemark.platform.page.Cursor;
import org.jspecify.annotations.Nullable;

import java.util.List;

/// Cursors of the list of snapshots.
final class SnapshotCursor {

    private SnapshotCursor() {}

    static String encode(Snapshot last) {
        return Cursor.encode(last.startedAt().toString(), last.id().toString());
    }

    static @Nullable Place decode(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        List<String> parts = Cursor.decode(cursor, 2);
        return new Place(
                Times.ofCursor(parts.get(0)), SnapshotId.ifValid(parts.get(1)).orElseThrow(Times::brokenCursor));
    }
}
