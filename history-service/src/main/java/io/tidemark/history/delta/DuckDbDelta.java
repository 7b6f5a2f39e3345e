package io.tidemark.history.delta;

import io.tidemark.history.delta.DeltaSummary.Basis;
import io.tidemark.history.delta.DeltaSummary.Kinds;
import io.tidemark.history.delta.DeltaSummary.Part;
import io.tidemark.history.snapshot.Column;
import io.tidemark.history.snapshot.LockedDatabase;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Compares snapshots with DuckDB, within bounds of threads and memory; what does not fit goes to the
/// disk.
final class DuckDbDelta {

    static final String CHANGES = "changes.parquet";

    private static final int NAMED_PARTS = 20;

    private record Named(String by, Part part) {}

    private final int threads;
    private final String memory;
    private final Duration timeout;

    DuckDbDelta(int threads, String memory, Duration timeout) {
        this.threads = threads;
        this.memory = memory;
        this.timeout = timeout;
    }

    /// Writes every change to `changes.parquet` in `folder`, which must be empty, and sums them up.
    DeltaSummary compare(Side from, Side to, Path folder) throws SQLException {
        try (LockedDatabase database = LockedDatabase.open(
                folders(from, to, folder),
                new LockedDatabase.Means(threads, memory, folder.resolve("spill"), timeout))) {
            prepare(database, from, to);
            boolean sameDevice = database.row(DeltaSql.SAME_DEVICE, row -> row.getBoolean(1));
            execute(database, DeltaSql.differences(sameDevice));
            boolean anyLink = database.row(DeltaSql.ANY_LINK, row -> row.getBoolean(1));
            execute(database, DeltaSql.changes(anyLink));
            database.execute(DeltaSql.write(folder.resolve(CHANGES)));
            return summary(database, from, to);
        }
    }

    private static void prepare(LockedDatabase database, Side from, Side to) throws SQLException {
        Set<Column> lacking = lacking(from, to);
        database.execute(DeltaSql.view("old", from.entries(), lacking));
        database.execute(DeltaSql.view("new", to.entries(), lacking));
        database.execute(DeltaSql.folders("old", from.folders()));
        database.execute(DeltaSql.folders("new", to.folders()));
        execute(database, DeltaSql.unseen("hidden", "old", "new"));
        execute(database, DeltaSql.unseen("revealed", "new", "old"));
        database.execute(DeltaSql.AGE_OF);
        long now = java.time.Instant.EPOCH.until(to.snapshot().startedAt(), ChronoUnit.MICROS);
        execute(database, DeltaSql.macros(to.snapshot().root(), now));
    }

    private static void execute(LockedDatabase database, List<String> steps) throws SQLException {
        for (String step : steps) {
            database.execute(step);
        }
    }

    private static DeltaSummary summary(LockedDatabase database, Side from, Side to) throws SQLException {
        List<Long> sums = database.row(DeltaSql.KINDS, DuckDbDelta::numbers);
        Map<String, List<Part>> parts = database.list(DeltaSql.parts(NAMED_PARTS), DuckDbDelta::part).stream()
                .collect(Collectors.groupingBy(Named::by, Collectors.mapping(Named::part, Collectors.toList())));
        return new DeltaSummary(
                Basis.of(from),
                Basis.of(to),
                to.snapshot().server(),
                to.snapshot().root(),
                from.snapshot().coverage() == 1 && to.snapshot().coverage() == 1,
                from.total(lacking(from, to)),
                to.total(lacking(from, to)),
                kinds(sums),
                sums.getLast(),
                parts.getOrDefault("folder", List.of()),
                parts.getOrDefault("owner", List.of()),
                parts.getOrDefault("extension", List.of()),
                parts.getOrDefault("age", List.of()),
                volume(from, to));
    }

    /// What one of the two does not know cannot have changed.
    private static Set<Column> lacking(Side from, Side to) {
        Set<Column> lacking = EnumSet.noneOf(Column.class);
        lacking.addAll(from.lacking());
        lacking.addAll(to.lacking());
        return lacking;
    }

    private static @Nullable VolumeChange volume(Side from, Side to) {
        Long before = from.usedBytes();
        Long after = to.usedBytes();
        if (before == null || after == null) {
            return null;
        }
        long explained = to.snapshot().allocatedBytes()
                - from.snapshot().allocatedBytes()
                + to.directoryAllocatedBytes()
                - from.directoryAllocatedBytes();
        return VolumeChange.of(before, after, explained);
    }

    private static Kinds kinds(List<Long> sums) {
        return new Kinds(
                amount(sums, 0),
                amount(sums, 1),
                amount(sums, 2),
                amount(sums, 3),
                amount(sums, 4),
                amount(sums, 5),
                amount(sums, 6),
                amount(sums, 7),
                amount(sums, 8));
    }

    private static Amount amount(List<Long> sums, int kind) {
        return new Amount(sums.get(3 * kind), sums.get(3 * kind + 1), sums.get(3 * kind + 2));
    }

    private static List<Long> numbers(ResultSet row) throws SQLException {
        List<Long> numbers = new ArrayList<>();
        for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
            numbers.add(row.getLong(column));
        }
        return numbers;
    }

    private static Named part(ResultSet row) throws SQLException {
        return new Named(
                row.getString(1),
                new Part(row.getString(2), row.getLong(3), row.getLong(4), row.getLong(5), row.getLong(6)));
    }

    private static List<Path> folders(Side from, Side to, Path folder) {
        Stream<Path> parts = Stream.of(from.entries(), to.entries(), from.folders(), to.folders())
                .flatMap(List::stream)
                .map(file -> file.resolve("..").normalize());
        return Stream.concat(Stream.of(folder), parts).distinct().toList();
    }
}
