package io.tidemark.history.delta;

import com.sun.management.OperatingSystemMXBean;
import io.tidemark.history.SampleSnapshot;
import io.tidemark.history.server.ServerName;
import io.tidemark.history.snapshot.Snapshot;
import org.duckdb.DuckDBDriver;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;

/// Prints how long a comparison takes and what it holds, beside a plain full join of the same two files by path
/// that counts what changed. A program, not a test: with `FOLDER ENTRIES SHARE` it makes two snapshots of which so
/// many differ, with `FOLDER MEMORY ROUNDS` it compares them.
public final class DeltaFigures {

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private interface Work {
        void run() throws Exception;
    }

    private DeltaFigures() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        MadePair pair = new MadePair(folder);
        if (Files.notExists(folder)) {
            Files.createDirectories(folder.resolve("old"));
            Files.createDirectories(folder.resolve("new"));
            pair.write(Long.parseLong(arguments[1]), Double.parseDouble(arguments[2]));
            return;
        }
        Side old = side(pair.old());
        Side young = side(pair.young());
        for (int round = 1; round <= Integer.parseInt(arguments[2]); round++) {
            Path work = Files.createTempDirectory("delta");
            Files.writeString(Path.of("/proc/self/clear_refs"), "5");
            time("delta", () -> compare(old, young, arguments[1], work));
            System.out.println("  " + mostResident());
            time("plain full join", () -> plain(pair, arguments[1], work.resolve("spill")));
            remove(work);
        }
    }

    private static String mostResident() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM"))
                .findFirst()
                .orElseThrow();
    }

    private static void time(String what, Work work) throws Exception {
        long wall = System.nanoTime();
        long cpu = SYSTEM.getProcessCpuTime();
        work.run();
        System.out.printf(
                "  %-16s %.3f s, %.3f CPU s%n",
                what, (System.nanoTime() - wall) / 1e9, (SYSTEM.getProcessCpuTime() - cpu) / 1e9);
    }

    private static void compare(Side old, Side young, String memory, Path work) throws SQLException {
        DeltaSummary delta = new DuckDbDelta(2, memory, Duration.ofMinutes(10)).compare(old, young, work);
        System.out.println("  " + delta.kinds());
    }

    private static void plain(MadePair pair, String memory, Path spill) throws SQLException {
        String sql = """
                SELECT count(*) FILTER (o.name IS NULL), count(*) FILTER (n.name IS NULL),
                    count(*) FILTER (o.size <> n.size OR o.modified <> n.modified)
                FROM read_parquet('%s') o FULL JOIN read_parquet('%s') n ON o.directory = n.directory AND o.name = n.name
                """.formatted(pair.old(), pair.young());
        try (Connection connection = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
                Statement statement = connection.createStatement()) {
            statement.execute("SET threads = 2");
            statement.execute("SET memory_limit = '" + memory + "'");
            statement.execute("SET temp_directory = '" + spill + "'");
            try (ResultSet row = statement.executeQuery(sql)) {
                row.next();
            }
        }
    }

    /// With the totals that its rows have, so that the identity holds or the comparison fails.
    private static Side side(Path file) throws SQLException {
        try (Connection connection = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
                Statement statement = connection.createStatement();
                ResultSet sums = statement.executeQuery("SELECT count(*), sum(size)::BIGINT, sum(allocated)::BIGINT"
                        + " FROM read_parquet('" + file + "')")) {
            sums.next();
            Instant at = Instant.parse("2026-11-21T00:00:00Z");
            Snapshot snapshot = new Snapshot(
                    SampleSnapshot.newId(),
                    new ServerName("made"),
                    "/data",
                    "/",
                    at,
                    at,
                    at,
                    1,
                    sums.getLong(1),
                    1,
                    sums.getLong(2),
                    sums.getLong(3),
                    0,
                    List.of());
            Path folders = file.resolveSibling("directories-00000.parquet");
            return new Side(snapshot, List.of(file), List.of(folders), Set.of(), null, 0);
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path one : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        }
    }
}
