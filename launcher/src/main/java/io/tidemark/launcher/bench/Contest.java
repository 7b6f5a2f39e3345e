package io.tidemark.launcher.bench;

import io.tidemark.launcher.client.Api;
import io.tidemark.launcher.process.PageCache;
import io.tidemark.launcher.report.Table;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Scans and tools taking turns on one tree, all with a warm or all with a cold cache.
final class Contest {
    private static final double MIB = 1 << 20;

    private final Subject subject;
    private final Heat heat;
    private final PrintStream talk;
    private final Runs ours = new Runs();
    private final List<Ours> scans = new ArrayList<>();
    private final Map<Tool, Runs> tools = new EnumMap<>(Tool.class);

    Contest(Subject subject, Heat heat, PrintStream talk) {
        this.subject = subject;
        this.heat = heat;
        this.talk = talk;
    }

    /// Each takes its turn once.
    void round(BenchStack stack, Api api, int number) {
        stack.awaitQuiet();
        prepare();
        Ours scan = Ours.scan(stack, api, subject);
        scans.add(scan);
        ours.add(scan.run());
        StringBuilder line = new StringBuilder(String.format(
                Locale.ROOT,
                "  %s, %s, round %d: scan %.2f s",
                subject.name(),
                heat,
                number,
                scan.run().wallSeconds()));
        stack.awaitQuiet();
        for (Tool tool : Tool.values()) {
            if (tool.isInstalled()) {
                prepare();
                Run run = tool.run(subject);
                tools.computeIfAbsent(tool, t -> new Runs()).add(run);
                line.append(String.format(Locale.ROOT, ", %s %.2f s", tool.shown(), run.wallSeconds()));
            }
        }
        talk.println(line);
    }

    private void prepare() {
        if (heat == Heat.COLD) {
            PageCache.drop();
        }
    }

    /// All that was measured, for people.
    List<String> lines() {
        Table table = new Table(String.format(
                Locale.ROOT,
                "%s, %s cache: %,d entries in %,d directories",
                subject.name(),
                heat,
                subject.sums().entries(),
                subject.sums().directories()));
        table.row("", "fastest", "median", "slowest", "CPU", "entries/s", "memory", "scan / it");
        row(table, "scan", ours);
        tools.forEach((tool, runs) -> row(table, tool.shown(), runs));
        return table.lines();
    }

    private void row(Table table, String name, Runs runs) {
        table.row(
                name,
                seconds(runs.fastest()),
                seconds(runs.median()),
                seconds(runs.slowest()),
                seconds(runs.medianCpu()),
                String.format(Locale.ROOT, "%,.0f", subject.sums().entries() / runs.median()),
                String.format(Locale.ROOT, "%.0f MiB", runs.peakBytes() / MIB),
                String.format(Locale.ROOT, "%.2f", ours.median() / runs.median()));
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.2f s", seconds);
    }

    List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        tell(figures, "scan", ours);
        tools.forEach((tool, runs) -> {
            tell(figures, tool.shown(), runs);
            figures.add(Figure.atMost(
                    title("scan / " + tool.shown()), ours.median() / runs.median(), "ratio", heat.limit(tool)));
        });
        figures.add(Figure.told(title("delivery after that, median"), delivery(), "s"));
        return figures;
    }

    private void tell(List<Figure> figures, String name, Runs runs) {
        figures.add(Figure.told(title(name + ", fastest"), runs.fastest(), "s"));
        figures.add(Figure.told(title(name + ", median"), runs.median(), "s"));
        figures.add(Figure.told(title(name + ", slowest"), runs.slowest(), "s"));
        figures.add(Figure.told(title(name + ", CPU"), runs.medianCpu(), "s"));
        figures.add(Figure.toldHigher(title(name + ", speed"), subject.sums().entries() / runs.median(), "entries/s"));
        figures.add(Figure.told(title(name + ", memory"), runs.peakBytes() / MIB, "MiB"));
    }

    private String title(String name) {
        return subject.name() + " " + heat + ": " + name;
    }

    private double delivery() {
        return Runs.median(scans.stream().map(Ours::deliverySeconds).toList());
    }

    /// The snapshot's size and the calls it took, of the last scan.
    List<Figure> costs() {
        Ours last = scans.getLast();
        double entries = Math.max(1, subject.sums().entries());
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.atMost(subject.name() + ": snapshot", last.snapshotBytes() / entries, "B/entry", 16));
        if (last.systemCalls() > 0) {
            figures.add(Figure.told(subject.name() + ": system calls", last.systemCalls() / entries, "per entry"));
        }
        return figures;
    }

    long peakBytes() {
        return ours.peakBytes();
    }
}
