package io.tidemark.analytics.folder;

import io.tidemark.analytics.engine.EveryQuestion;
import io.tidemark.analytics.engine.Ground;
import io.tidemark.analytics.engine.Row;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/// A folder in every snapshot that has it, oldest first on each server.
public record Timeline(FolderPath path) implements EveryQuestion<List<Timeline.Point>> {
    private static final Comparator<Point> ORDER = Comparator.comparing(Point::server)
            .thenComparing(Point::at)
            .thenComparing(point -> point.snapshotId().toString());

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
        return ground.folder(path.text(), Point::of).stream().sorted(ORDER).toList();
    }
}
