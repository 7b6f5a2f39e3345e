package io.tidemark.analytics.gauge;

import io.tidemark.analytics.engine.Row;

/// What one folder holds, everything below it included.
public record Gauged(Place place, Usage usage) {
    /// Where a folder is.
    public record Place(String server, String root, String folder) {}

    /// Bytes and entries, each inode's bytes once.
    public record Usage(long sizeBytes, long allocatedBytes, long entries) {
        static final Usage NOTHING = new Usage(0, 0, 0);

        static Usage of(Row row) {
            return new Usage(row.number("size"), row.number("allocated"), row.number("entries"));
        }

        Usage plus(Usage more) {
            return new Usage(sizeBytes + more.sizeBytes, allocatedBytes + more.allocatedBytes, entries + more.entries);
        }

        Usage minus(Usage less) {
            return new Usage(sizeBytes - less.sizeBytes, allocatedBytes - less.allocatedBytes, entries - less.entries);
        }
    }

    static Gauged of(Row row) {
        return new Gauged(new Place(row.text("server"), row.text("root"), row.text("path")), Usage.of(row));
    }
}
