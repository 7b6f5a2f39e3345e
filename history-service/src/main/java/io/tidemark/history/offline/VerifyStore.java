package io.tidemark.history.offline;

import io.tidemark.history.difference.DifferenceEngine;
import io.tidemark.history.ingest.ManifestReader;
import io.tidemark.history.offline.StoreCheck.Report;
import io.tidemark.history.offline.StoreCheck.Sealed;
import io.tidemark.history.snapshot.SnapshotStore;
import io.tidemark.history.store.FolderSnapshotStore;
import io.tidemark.history.store.RebuildingStore;
import io.tidemark.platform.client.Json;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// A program that checks a whole store in a folder while the service is down: `VerifyStore STORE
/// [JDBC-URL USER [--rebuild]]`, the password in the environment as `PLATFORM_DATABASE_PASSWORD`.
///
/// Prints a line for each problem and ends with 0 when there is none, 1 when there is, 2 when it cannot
/// tell. With `--rebuild` the record gets every sound snapshot that it does not know, which is all of
/// them after its loss.
public final class VerifyStore {

    private static final int PROBLEMS = 1;
    private static final int CANNOT_TELL = 2;
    private static final String MEMORY = "640MiB";
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final long LARGEST_MANIFEST = 64 << 20;

    private VerifyStore() {}

    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.getenv(), System.out, System.err));
    }

    /// @return the exit code
    static int run(List<String> arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
        if (arguments.isEmpty() || !Files.isDirectory(Path.of(arguments.getFirst()))) {
            err.println("there is no store in " + String.join(" ", arguments));
            return CANNOT_TELL;
        }
        try {
            return arguments.size() == 1
                    ? check(Path.of(arguments.getFirst()), out)
                    : check(arguments, environment.getOrDefault("PLATFORM_DATABASE_PASSWORD", ""), out);
        } catch (IOException | SQLException | RuntimeException e) {
            err.println("the store cannot be checked: " + e.getMessage());
            return CANNOT_TELL;
        }
    }

    private static int check(Path store, PrintStream out) throws IOException {
        Report report = new StoreCheck(rebuilding(store), manifests(), null).run(Strangers.in(store));
        return tell(report, out);
    }

    private static int check(List<String> arguments, String password, PrintStream out)
            throws IOException, SQLException {
        boolean rebuild = arguments.contains("--rebuild");
        Path folder = Path.of(arguments.getFirst());
        SnapshotStore store = rebuilding(folder);
        try (Ledger ledger = Ledger.open(arguments.get(1), arguments.get(2), password, rebuild)) {
            Report snapshots = new StoreCheck(store, manifests(), ledger.entries()).run(Strangers.in(folder));
            Report report = SampleCheck.of(folder, ledger.samples(), snapshots);
            if (rebuild) {
                for (Sealed one : basesFirst(report.unregistered())) {
                    ledger.add(one.snapshot(), one.manifest().digest());
                }
                out.println(report.unregistered().size() + " snapshots were registered from their manifests");
            } else {
                report.unregistered()
                        .forEach(one ->
                                out.println(one.snapshot().location().key() + ": it is sealed and not registered"));
            }
            int told = tell(report, out);
            return told == 0 && !rebuild && !report.unregistered().isEmpty() ? PROBLEMS : told;
        }
    }

    private static int tell(Report report, PrintStream out) {
        report.problems().forEach(out::println);
        out.printf(
                "%d snapshots, %d files, %d bytes read, %d problems%n",
                report.snapshots(),
                report.files(),
                report.bytes(),
                report.problems().size());
        return report.problems().isEmpty() ? 0 : PROBLEMS;
    }

    /// A base must be known before what refers to it.
    private static List<Sealed> basesFirst(List<Sealed> all) {
        return all.stream()
                .sorted(Comparator.comparing(one -> one.snapshot().difference() != null))
                .toList();
    }

    private static SnapshotStore rebuilding(Path folder) throws IOException {
        DifferenceEngine engine = new DifferenceEngine(2, MEMORY, LONGEST);
        Path rebuilt = folder.resolve(".rebuilt").resolve("verified");
        return new RebuildingStore(new FolderSnapshotStore(folder), engine, Json.lenient(), rebuilt, 0);
    }

    private static ManifestReader manifests() {
        return new ManifestReader(Json.lenient(), LARGEST_MANIFEST);
    }
}
