package io.tidemark.history.sample;

import io.tidemark.history.server.ServerName;
import io.tidemark.history.snapshot.LockedDatabase;
import io.tidemark.platform.tenant.Tenancy;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/// Parquet files with a day's readings, by server, volume and time. What moves is kept as the
/// difference to the
/// volume's reading before, so that most values are small and few are different: `time_change`
/// (microseconds, the
/// first one since 1970), `used_change` and `inodes_free_change` begin with the whole value.
/// `unaccounted_bytes` is
/// the size without what is used and free, `reserved_bytes` what is free without what is available:
/// both hardly ever
/// change. Any Parquet reader gets the values back with a sum over the rows of a server and volume so
/// far.
public final class SampleFile {

    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    private static final String TABLE = """
            create table fresh (server varchar, volume varchar, device varchar, type varchar, filesystem varchar,
                "at" bigint, size_bytes bigint, used bigint, unaccounted_bytes bigint, reserved_bytes bigint,
                inodes bigint, inodes_free bigint)
            """;

    private static final String WHOLE = """
            select server, volume, device, type, filesystem, cast(sum(time_change) over readings as bigint) as "at",
                size_bytes, cast(sum(used_change) over readings as bigint) as used, unaccounted_bytes,
                reserved_bytes, inodes, cast(sum(inodes_free_change) over readings as bigint) as inodes_free
            from read_parquet(%s, file_row_number = true)
            window readings as (partition by server, volume order by file_row_number)
            """;

    private SampleFile() {}

    /// What a file holds.
    public record Content(long rows, List<String> servers) {}

    /// Writes one file. Readings are collected first; more than fits into memory goes to the disk.
    public static final class Writer implements AutoCloseable {
        private final LockedDatabase database;
        private final DuckDBAppender rows;

        /// @param folder where the file will be; nothing else can be written
        /// @param earlier a file whose readings are taken over; null for none
        public Writer(Path folder, @Nullable Path earlier, String memory) throws SQLException {
            List<Path> folders = earlier == null ? List.of(folder) : List.of(folder, parent(earlier));
            this.database =
                    LockedDatabase.open(folders, new LockedDatabase.Means(1, memory, folder.resolve("spill"), TIMEOUT));
            database.execute(TABLE);
            this.rows = database.appender("fresh");
        }

        public void add(Sample sample) throws SQLException {
            rows.beginRow();
            rows.append(sample.server().value());
            rows.append(sample.volume());
            rows.append(sample.device());
            rows.append(sample.type());
            rows.append(sample.filesystem());
            rows.append(ChronoUnit.MICROS.between(Instant.EPOCH, sample.at()));
            rows.append(sample.sizeBytes());
            rows.append(sample.usedBytes());
            rows.append(sample.sizeBytes() - sample.usedBytes() - sample.freeBytes());
            rows.append(sample.freeBytes() - sample.availableBytes());
            rows.append(sample.inodes());
            rows.append(sample.inodesFree());
            rows.endRow();
        }

        /// Writes what was added and what the earlier file has besides.
        ///
        /// @param without servers that are left out
        public Content write(Path target, @Nullable Path earlier, Collection<String> without) throws SQLException {
            rows.close();
            String both = earlier == null
                    ? "select * from fresh"
                    : """
                    select * from fresh union all
                    select e.* from (%s) e anti join fresh f
                        on e.server = f.server and e.volume = f.volume and e."at" = f."at"
                    """.formatted(WHOLE.formatted(LockedDatabase.quote(earlier.toString())));
            database.execute(
                    "create view readings as select * from (" + both + ") where server not in (" + list(without) + ")");
            database.execute(copyTo(target));
            String written = " from read_parquet(" + LockedDatabase.quote(target.toString()) + ")";
            return new Content(
                    database.row("select count(*)" + written, row -> row.getLong(1)),
                    database.list("select distinct server" + written + " order by 1", row -> row.getString(1)));
        }

        @Override
        public void close() throws SQLException {
            rows.close();
            database.close();
        }
    }

    /// Up to `limit` readings of a file in the order of [Point#ORDER].
    static List<Sample> page(
            Path file, SampleLog.Filter filter, SampleLog.@Nullable Place after, int limit, String memory)
            throws SQLException {
        List<String> conditions = new ArrayList<>(List.of(within(filter.tenancy())));
        equal(conditions, "server", filter.server());
        equal(conditions, "volume", filter.volume());
        Instant from = filter.from();
        if (from != null) {
            conditions.add("\"at\" >= " + micros(from));
        }
        Instant to = filter.to();
        if (to != null) {
            conditions.add("\"at\" < " + micros(to));
        }
        if (after != null) {
            conditions.add("(\"at\", server, volume) > (%d, %s, %s)"
                    .formatted(
                            micros(after.at()),
                            LockedDatabase.quote(after.server().value()),
                            LockedDatabase.quote(after.volume())));
        }
        return read(
                file,
                "where " + String.join(" and ", conditions) + " order by \"at\", server, volume limit " + limit,
                memory);
    }

    /// All readings that a file has of some volumes of a server.
    static List<Sample> volumes(Path file, ServerName server, Collection<String> volumes, String memory)
            throws SQLException {
        return read(
                file,
                "where server = " + LockedDatabase.quote(server.value()) + " and volume in (" + list(volumes) + ")",
                memory);
    }

    private static String copyTo(Path target) {
        return """
                copy (
                    select server, volume, device, type, filesystem,
                        "at" - coalesce(lag("at") over readings, 0) as time_change, size_bytes,
                        used - coalesce(lag(used) over readings, 0) as used_change, unaccounted_bytes, reserved_bytes,
                        inodes, inodes_free - coalesce(lag(inodes_free) over readings, 0) as inodes_free_change
                    from readings
                    window readings as (partition by server, volume order by "at")
                    order by server, volume, "at")
                to %s (format parquet, parquet_version v2, compression zstd, compression_level 12)
                """.formatted(LockedDatabase.quote(target.toString()));
    }

    private static List<Sample> read(Path file, String which, String memory) throws SQLException {
        try (LockedDatabase database = LockedDatabase.open(parent(file), memory, TIMEOUT)) {
            String whole = WHOLE.formatted(LockedDatabase.quote(file.toString()));
            return database.list("select * from (" + whole + ") " + which, SampleFile::sample);
        }
    }

    private static Sample sample(ResultSet row) throws SQLException {
        long size = row.getLong(7);
        long used = row.getLong(8);
        long free = size - used - row.getLong(9);
        return new Sample(
                new ServerName(row.getString(1)),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                Instant.EPOCH.plus(row.getLong(6), ChronoUnit.MICROS),
                size,
                used,
                free,
                free - row.getLong(10),
                row.getLong(11),
                row.getLong(12));
    }

    private static String within(Tenancy tenancy) {
        if (tenancy.isAll()) {
            return "true";
        }
        return "case when contains(server, '@') then split_part(server, '@', -1) else 'default' end = "
                + LockedDatabase.quote(tenancy.setting());
    }

    private static void equal(List<String> conditions, String column, @Nullable String value) {
        if (value != null) {
            conditions.add(column + " = " + LockedDatabase.quote(value));
        }
    }

    private static String list(Collection<String> texts) {
        return texts.isEmpty()
                ? "''"
                : texts.stream().map(LockedDatabase::quote).collect(Collectors.joining(", "));
    }

    private static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    private static Path parent(Path file) {
        return file.resolve("..").normalize();
    }
}
