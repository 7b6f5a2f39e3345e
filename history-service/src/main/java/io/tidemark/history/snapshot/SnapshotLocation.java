package io.tidemark.history.snapshot;

import io.tidemark.history.server.ServerName;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// Where a snapshot lies in the store: below its server and the UTC day on which its scan started.
public record SnapshotLocation(ServerName server, LocalDate day, SnapshotId id) {

    public static SnapshotLocation of(ServerName server, Instant startedAt, SnapshotId id) {
        return new SnapshotLocation(server, LocalDate.ofInstant(startedAt, ZoneOffset.UTC), id);
    }

    /// The key below the store, `server=<server>/day=<yyyy-mm-dd>/<id>`.
    public String key() {
        return "server=" + server + "/day=" + day + "/" + id;
    }
}
