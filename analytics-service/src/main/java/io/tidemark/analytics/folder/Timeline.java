package io.tidemark.analytics.folder;

import io.tidemark.analytics.engine.EveryQuestion;
import io.tidemark.analytics.engine.Ground;
import io.tidemark.analytics.engine.Query;
import io.tidemark.analytics.engine.Row;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// A folder in every snapshot that has it, oldest first on each server.
public record Timeline(FolderPath path) implements EveryQuestion<List<Timeline.Point>> {
    private static final Query POINTS = Query.of("""
            SELECT server, root, snapshot, started, total_size, total_allocated, total_files, total_directories
            FROM folders JOIN basis USING (filename) WHERE path = ? ORDER BY server, started, snapshot""");

    /// A folder at one moment. Every inode counts once.
    ///
    /// @param at when the scan started
    public record Point(
            String server,
            String root,
            UUID snapshotId,
            Instant at,
            long sizeBytes,
            long allocatedBytes,
            long files,
            long directories) {
        static Point of(Row row) {
            return new Point(
                    row.text("server"),
                    row.text("root"),
                    UUID.fromString(row.text("snapshot")),
                    Instant.EPOCH.plusNanos(row.number("started") * 1000),
                    row.number("total_size"),
                    row.number("total_allocated"),
                    row.number("total_files"),
                    row.number("total_directories"));
        }
    }

    @Override
    public String kind() {
        return "timeline";
    }

    @Override
    public List<Point> over(Ground ground) {
        return ground.ask(POINTS.with(path.text()), Point::of);
    }
}
