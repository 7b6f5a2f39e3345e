package io.tidemark.launcher.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.launcher.client.Api;
import io.tidemark.launcher.layout.Home;
import io.tidemark.launcher.layout.Layout;
import io.tidemark.launcher.layout.Service;
import io.tidemark.launcher.process.Cpu;
import io.tidemark.launcher.process.PageCache;
import io.tidemark.launcher.report.Table;
import io.tidemark.launcher.trouble.Trouble;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// What somebody else on the machine notices of a scan: a foreground reader with a fixed rate, the scanner off and on
/// in alternation.
public final class ImpactBench {
    private static final double CPU_PERCENT = 5;
    private static final double SLOWER = 1.05;

    private final Home home;
    private final Path data;
    private final Layout layout;
    private final PrintStream talk;

    /// @param data where the made tree and the reader's file stand, and the data of the stack in a folder of its own
    /// @param talk where progress goes; findings are the caller's to print
    public ImpactBench(Home home, Path data, int portOffset, PrintStream talk) {
        this.home = home;
        this.data = data;
        this.layout = new Layout(data.resolve("stack"), portOffset);
        this.talk = talk;
    }

    /// @param files in the made tree
    /// @param rounds pairs of one run without and one with scans; every other pair begins with the scans
    /// @param seconds of each run
    /// @param cold whether caches are dropped before each run, so that the scan reads from the disk
    public Findings run(int files, int rounds, int seconds, boolean cold) {
        talk.println("  making what is read and scanned");
        Path root = MadeTree.of(data, files);
        Fio fio = Fio.in(data);
        boolean dropped = cold && PageCache.canBeDropped();
        if (cold && !dropped) {
            talk.println("Only root may drop the kernel's caches: the scan finds the tree in memory");
        }
        try (BenchStack stack = BenchStack.start(home, layout, talk)) {
            Api api = stack.api();
            List<Quiet> off = new ArrayList<>();
            List<Busy> on = new ArrayList<>();
            for (int pair = 1; pair <= rounds; pair++) {
                for (boolean scanning : pair % 2 == 1 ? List.of(false, true) : List.of(true, false)) {
                    stack.awaitQuiet();
                    if (dropped) {
                        PageCache.drop();
                    }
                    if (scanning) {
                        on.add(busy(stack, api, fio, root, seconds));
                    } else {
                        off.add(new Quiet(fio.read(seconds)));
                    }
                }
                talk.println(line(pair, off.getLast(), on.getLast()));
            }
            return findings(off, on, policy(api), dropped);
        }
    }

    /// @throws Trouble where the scans did nothing
    private static Busy busy(BenchStack stack, Api api, Fio fio, Path root, int seconds) {
        Background scans = new Background(api, root);
        Watch watch = new Watch(stack.pid(Service.SCAN));
        Instant begin;
        Instant end;
        Fio.Latency latency;
        try (scans;
                watch) {
            begin = Instant.now();
            latency = fio.read(seconds);
            end = Instant.now();
        }
        if (scans.entries() == 0) {
            throw new Trouble("The scans found nothing in " + seconds + " s, so there is no impact to measure;"
                    + " a busy machine gets them to wait, see /proc/pressure");
        }
        double elapsed = Duration.between(begin, end).toNanos() / 1e9;
        double share = watch.cpuSeconds(begin, end) / (elapsed * Cpu.cores());
        return new Busy(latency, 100 * share, scans.entries());
    }

    /// The policy of the newest scan, as the service tells it.
    private static String policy(Api api) {
        JsonNode newest =
                api.get(Service.SCAN, "/api/scans?limit=1").path("items").path(0);
        return newest.path("policy").toString();
    }

    private static String line(int pair, Quiet off, Busy on) {
        return String.format(
                Locale.ROOT,
                "  pair %d: p99 %.0f us without, %.0f us with scans (%.3f); they took %.2f %% of the CPU, %,d entries",
                pair,
                off.latency().p99(),
                on.latency().p99(),
                on.latency().p99() / off.latency().p99(),
                on.cpuPercent(),
                on.entries());
    }

    private static Findings findings(List<Quiet> off, List<Busy> on, String policy, boolean dropped) {
        double p99Off = median(off, run -> run.latency().p99());
        double p99On = median(on, run -> run.latency().p99());
        double p50Off = median(off, run -> run.latency().median());
        double p50On = median(on, run -> run.latency().median());
        double cpu = on.stream().mapToDouble(Busy::cpuPercent).average().orElseThrow();
        double highest = on.stream().mapToDouble(Busy::cpuPercent).max().orElseThrow();
        Table table = new Table(
                String.format(Locale.ROOT, "Reads of a foreground program, medians of %d runs each", off.size()));
        table.row("scanner", "median", "p99");
        table.row("off", micros(p50Off), micros(p99Off));
        table.row("on", micros(p50On), micros(p99On));
        List<String> lines = new ArrayList<>(table.lines());
        lines.add("");
        lines.add("Caches before each run: " + (dropped ? "dropped" : "as they were"));
        lines.add("Policy of the scans: " + policy);
        return new Findings(
                lines,
                List.of(
                        Figure.atMost("CPU of the scanner, share of the machine", cpu, "%", CPU_PERCENT),
                        Figure.told("CPU of the scanner, highest run", highest, "%"),
                        Figure.toldHigher("entries scanned, median of the runs", median(on, Busy::entries), "entries"),
                        Figure.told("foreground p99, scanner off", p99Off, "us"),
                        Figure.told("foreground p99, scanner on", p99On, "us"),
                        Figure.atMost("foreground p99, on / off", p99On / p99Off, "ratio", SLOWER),
                        Figure.told("foreground median, on / off", p50On / p50Off, "ratio")));
    }

    private static <T> double median(List<T> runs, ToDoubleFunction<T> value) {
        return Runs.median(runs.stream().mapToDouble(value).boxed().toList());
    }

    private static String micros(double micros) {
        return String.format(Locale.ROOT, "%.0f us", micros);
    }

    private record Quiet(Fio.Latency latency) {}

    /// @param cpuPercent of the whole scan-service process, of all processors
    private record Busy(Fio.Latency latency, double cpuPercent, long entries) {}
}
