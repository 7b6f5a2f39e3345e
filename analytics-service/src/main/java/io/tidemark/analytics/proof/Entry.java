package io.tidemark.analytics.proof;

import io.tidemark.analytics.engine.Row;
import org.jspecify.annotations.Nullable;

/// One name of a file whose size others have too.
///
/// @param device null where the snapshot does not record it, as `inode` and `changedMicros`
public record Entry(
        String server,
        Suspect.Name name,
        long sizeBytes,
        long allocatedBytes,
        @Nullable Long device,
        @Nullable Long inode,
        @Nullable Long changedMicros,
        long links,
        @Nullable String owner) {
    static Entry of(Row row) {
        return new Entry(
                row.text("server"),
                new Suspect.Name(row.text("directory"), row.text("name"), row.textOrNull("raw_name")),
                row.number("size"),
                row.number("allocated"),
                numberOrNull(row, "device"),
                numberOrNull(row, "inode"),
                numberOrNull(row, "changed"),
                Math.max(1, row.number("links")),
                row.textOrNull("owner"));
    }

    private static @Nullable Long numberOrNull(Row row, String column) {
        return row.isNull(column) ? null : row.number(column);
    }

    /// Whether both are names of one inode.
    boolean isSameFile(Entry other) {
        return inode != null
                && device != null
                && inode.equals(other.inode)
                && device.equals(other.device)
                && server.equals(other.server);
    }
}
