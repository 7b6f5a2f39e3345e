package io.tidemark.history.difference;

import io.tidemark.history.DailySnapshots;
import io.tidemark.history.delta.MadePair;
import io.tidemark.history.snapshot.PartKind;
import org.duckdb.DuckDBDriver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;

/// Prints what a snapshot takes as a difference beside the whole of it, and how long it takes to make,
/// to rebuild and to check it. A program, not a test: `FOLDER ENTRIES SHARE MEMORY` makes two snapshots
/// of which so many entries differ, in a folder that does not exist. Ends with 1 where the difference
/// takes more than a tenth or gives other rows back.
public final class DifferenceFigures {

    private static final double LIMIT = 0.1;

    private final DifferenceEngine engine;
    private final Path work;
    private long whole;
    private long kept;
    private boolean equal = true;

    private DifferenceFigures(DifferenceEngine engine, Path work) {
        this.engine = engine;
        this.work = work;
    }

    private interface Step {
        void run() throws SQLException;
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        Files.createDirectories(folder.resolve("old"));
        Files.createDirectories(folder.resolve("new"));
        MadePair pair = new MadePair(folder);
        pair.write(Long.parseLong(arguments[1]), Double.parseDouble(arguments[2]));
        Path work = Files.createDirectory(folder.resolve("work"));
        DifferenceEngine engine = new DifferenceEngine(2, arguments[3], Duration.ofMinutes(10));
        DifferenceFigures figures = new DifferenceFigures(engine, work);
        Path before = directories(pair.old());
        Path after = directories(pair.young());
        for (int round = 1; round <= 3; round++) {
            figures.whole = 0;
            figures.kept = 0;
            System.out.println("round " + round);
            figures.measure(PartKind.ENTRIES, pair.young(), pair.old());
            figures.measure(PartKind.DIRECTORIES, after, before);
        }
        System.out.printf(
                "whole %d bytes, difference %d bytes: %.4f (limit %.1f), rows equal: %b%n",
                figures.whole, figures.kept, (double) figures.kept / figures.whole, LIMIT, figures.equal);
        System.exit(figures.equal && figures.kept <= LIMIT * figures.whole ? 0 : 1);
    }

    private static Path directories(Path entries) throws SQLException {
        Path file = entries.resolveSibling("made-directories.parquet");
        try (Connection connection = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
                Statement statement = connection.createStatement()) {
            statement.execute("SET threads = 2");
            statement.execute("COPY (" + foldersOf(entries) + ") TO '" + file
                    + "' (FORMAT parquet, COMPRESSION zstd, PARQUET_VERSION V2)");
        }
        return file;
    }

    private void measure(PartKind kind, Path base, Path target) throws SQLException, IOException {
        Path difference = work.resolve(kind.word() + ".difference");
        Path rebuilt = work.resolve(kind.word() + ".parquet");
        time(kind, "make", () -> engine.make(kind, base, target, difference));
        time(kind, "rebuild", () -> engine.rebuild(base, difference, rebuilt));
        time(kind, "checksum", () -> equal &= engine.content(rebuilt).equals(engine.content(target)));
        equal &= DailySnapshots.differingRows(target, rebuilt) == 0;
        System.out.printf(
                "  %s: whole %d bytes, difference %d bytes%n", kind.word(), Files.size(target), Files.size(difference));
        whole += Files.size(target);
        kept += Files.size(difference);
    }

    private static void time(PartKind kind, String what, Step step) throws SQLException {
        long begun = System.nanoTime();
        step.run();
        System.out.printf("  %s %s: %.2f s%n", kind.word(), what, (System.nanoTime() - begun) / 1e9);
    }

    /// Every folder above an entry, with the figures of the format.
    private static String foldersOf(Path entries) {
        return """
            WITH entries AS (SELECT directory, size, allocated, modified, accessed FROM read_parquet('%1$s')),
            above AS (SELECT directory, unnest([array_to_string(string_split(directory, '/')[1:i], '/')
                    for i in range(2, len(string_split(directory, '/')) + 1)]) AS path
                FROM (SELECT DISTINCT directory FROM entries)),
            inside AS (SELECT directory AS path, count(*) AS files, sum(size)::BIGINT AS size,
                sum(allocated)::BIGINT AS allocated FROM entries GROUP BY ALL),
            whole AS (SELECT path, count(*) AS total_files, sum(size)::BIGINT AS total_size,
                sum(allocated)::BIGINT AS total_allocated, max(modified) AS newest_modified,
                max(accessed) AS newest_accessed FROM above JOIN entries USING (directory) GROUP BY path)
            SELECT path, nullif(regexp_replace(path, '/[^/]*$', ''), '') AS parent,
                (len(string_split(path, '/')) - 2)::INTEGER AS depth, coalesce(files, 0) AS files,
                10::BIGINT AS directories, coalesce(size, 0)::BIGINT AS size, coalesce(allocated, 0)::BIGINT AS allocated,
                total_files, 10::BIGINT AS total_directories, total_size, total_allocated, newest_modified,
                newest_accessed, newest_modified AS modified, 1000::BIGINT AS uid, 100::BIGINT AS gid, 'user' AS owner,
                'users' AS group_name, 16877::INTEGER AS mode, (hash(path) %% 100000000)::BIGINT AS inode,
                2049::BIGINT AS device, NULL::VARCHAR AS error, 4096::BIGINT AS own_size,
                4096::BIGINT AS own_allocated
            FROM whole LEFT JOIN inside USING (path) ORDER BY path
            """.formatted(entries);
    }
}
