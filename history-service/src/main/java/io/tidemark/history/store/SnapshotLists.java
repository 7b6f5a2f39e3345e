package io.tidemark.history.store;

import io.smallrye.mutiny.Uni;
import io.tidemark.history.snapshot.Part;
import io.tidemark.history.snapshot.PartName;
import io.tidemark.history.snapshot.Sha256;
import io.tidemark.history.snapshot.Snapshot;
import io.tidemark.history.snapshot.SnapshotRegister.Filter;
import io.tidemark.history.snapshot.SnapshotRegister.Place;
import io.tidemark.platform.store.TenantTransactions;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowIterator;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Lists of snapshots, in one statement each and without a session: what a session does for each row so that a change
/// of it would be noticed took most of the time of a list.
@ApplicationScoped
class SnapshotLists {

    /// That of a tenant's list; of all lists together for who sees all.
    private static final String VERSION = "lists_version_seen_by";

    private final Pool pool;

    SnapshotLists(Pool pool) {
        this.pool = pool;
    }

    Uni<List<Snapshot>> page(Filter filter, @Nullable Place after, int limit) {
        return all(SnapshotSql.page(filter, after, limit));
    }

    Uni<List<Snapshot>> latest(Filter filter) {
        return all(SnapshotSql.latest(filter));
    }

    Uni<Long> version() {
        return TenantTransactions.seen(pool, VERSION);
    }

    private Uni<List<Snapshot>> all(SnapshotSql sql) {
        return TenantTransactions.present(
                pool,
                connection -> connection
                        .preparedQuery(sql.text())
                        .execute(Tuple.from(sql.values()))
                        .map(SnapshotLists::snapshots));
    }

    private static List<Snapshot> snapshots(RowSet<Row> rows) {
        List<Snapshot> snapshots = new ArrayList<>(rows.size());
        for (RowIterator<Row> each = rows.iterator(); each.hasNext(); ) {
            Row row = each.next();
            snapshots.add(entity(row).toSnapshot(parts(row)));
        }
        return snapshots;
    }

    private static SnapshotEntity entity(Row row) {
        SnapshotEntity entity = new SnapshotEntity();
        entity.id = row.getUUID("id");
        entity.server = row.getString("server");
        entity.root = row.getString("root");
        entity.volume = row.getString("volume");
        entity.startedAt = Rows.instant(row.getOffsetDateTime("started_at"));
        entity.finishedAt = Rows.instant(row.getOffsetDateTime("finished_at"));
        entity.registeredAt = Rows.instant(row.getOffsetDateTime("registered_at"));
        entity.coverage = row.getDouble("coverage");
        entity.entries = row.getLong("entries");
        entity.directories = row.getLong("directories");
        entity.sizeBytes = row.getLong("size_bytes");
        entity.allocatedBytes = row.getLong("allocated_bytes");
        entity.errors = row.getLong("errors");
        entity.detail = row.getString("detail");
        entity.damagedAt = instant(row.getOffsetDateTime("damaged_at"));
        entity.baseId = row.getUUID("base_id");
        entity.differenceSha256 = row.getString("difference_sha256");
        entity.differenceEntriesBytes = row.getLong("difference_entries_bytes");
        entity.differenceDirectoriesBytes = row.getLong("difference_directories_bytes");
        return entity;
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static List<Part> parts(Row row) {
        String[] files = row.getArrayOfStrings("part_files");
        if (files == null) {
            return List.of();
        }
        Long[] counts = row.getArrayOfLongs("part_rows");
        Long[] bytes = row.getArrayOfLongs("part_bytes");
        String[] sums = row.getArrayOfStrings("part_sums");
        return IntStream.range(0, files.length)
                .mapToObj(i -> part(files[i], counts[i], bytes[i], sums[i]))
                .toList();
    }

    private static Part part(String file, long rows, long bytes, String sha256) {
        PartName name = new PartName(file);
        return new Part(name, name.kind(), rows, bytes, new Sha256(sha256));
    }
}
