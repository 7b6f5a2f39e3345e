package io.tidemark.launcher.bench;

import io.tidemark.launcher.client.Api;
import io.tidemark.launcher.layout.Home;
import io.tidemark.launcher.layout.Layout;
import io.tidemark.launcher.process.PageCache;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Scans of a made tree and of real files, beside public tools on the same trees in the same run.
public final class ScanBench {
    private static final double READY_SECONDS = 20;
    private static final double MEMORY_GIB = 1.6;
    private static final double SCAN_MEMORY_MIB = 256;
    private static final double GIB = 1L << 30;
    private static final double MIB = 1L << 20;

    private final Home home;
    private final Path data;
    private final Layout layout;
    private final PrintStream talk;
    private final List<String> lines = new ArrayList<>();
    private final List<Figure> figures = new ArrayList<>();

    /// @param data where the made tree stands, and the data of the stack in a folder of its own
    /// @param talk where progress goes; findings are the caller's to print
    public ScanBench(Home home, Path data, int portOffset, PrintStream talk) {
        this.home = home;
        this.data = data;
        this.layout = new Layout(data.resolve("stack"), portOffset);
        this.talk = talk;
    }

    /// @param files in the made tree
    /// @param real a tree of real files
    /// @param rounds how often each takes its turn
    /// @param cold whether to measure with a cold cache too
    /// @throws io.tidemark.launcher.trouble.Trouble where the results are not equal
    public Findings run(int files, Path real, int rounds, boolean cold) {
        List<Heat> heats = heats(cold);
        Arrays.stream(Tool.values()).filter(tool -> !tool.isInstalled()).forEach(tool -> talk.println(tool.missing()));
        talk.println("  making and examining the trees");
        Subject made = Subject.examine("made", MadeTree.of(data, files));
        Subject found = Subject.examine(real.toString(), real);
        try (BenchStack stack = BenchStack.start(home, layout, talk)) {
            figures.add(Figure.atMost("ready, from nothing running", stack.readySeconds(), "s", READY_SECONDS));
            Api api = stack.api();
            first(stack, api, made);
            long scanPeak = measure(stack, api, made, heats, rounds);
            measure(stack, api, found, heats, rounds);
            figures.add(Figure.atMost("memory of the scan, highest", scanPeak / MIB, "MiB", SCAN_MEMORY_MIB));
            figures.add(
                    Figure.atMost("memory of all six, highest", stack.highestResidentBytes() / GIB, "GiB", MEMORY_GIB));
        }
        return new Findings(lines, figures);
    }

    private List<Heat> heats(boolean cold) {
        if (cold && !PageCache.canBeDropped()) {
            talk.println("Only root may drop the kernel's caches: no cold runs");
        }
        return cold && PageCache.canBeDropped() ? List.of(Heat.WARM, Heat.COLD) : List.of(Heat.WARM);
    }

    /// A process that has just started compiles the walker while it walks, so its first scan is a figure of its own.
    private void first(BenchStack stack, Api api, Subject made) {
        stack.awaitQuiet();
        Ours scan = Ours.scan(stack, api, made);
        figures.add(
                Figure.told("made warm: first scan of the process", scan.run().wallSeconds(), "s"));
        figures.add(Figure.told(
                "made warm: first scan of the process, CPU", scan.run().cpuSeconds(), "s"));
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "The first scan of the process, of the made tree, took %.2f s and %.2f s of CPU; it is not in the rounds.",
                scan.run().wallSeconds(),
                scan.run().cpuSeconds()));
    }

    private long measure(BenchStack stack, Api api, Subject subject, List<Heat> heats, int rounds) {
        long peak = 0;
        for (Heat heat : heats) {
            Contest contest = new Contest(subject, heat, talk);
            for (int round = 1; round <= rounds; round++) {
                contest.round(stack, api, round);
            }
            lines.addAll(contest.lines());
            figures.addAll(contest.figures());
            if (heat == Heat.WARM) {
                figures.addAll(contest.costs());
            }
            peak = Math.max(peak, contest.peakBytes());
        }
        String changes = subject.changes();
        if (!changes.isEmpty()) {
            lines.add(changes);
        }
        return peak;
    }
}
