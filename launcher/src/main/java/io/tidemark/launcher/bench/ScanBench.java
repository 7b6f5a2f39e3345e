package io.tidemark.launcher.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.launcher.client.Api;
import io.tidemark.launcher.layout.Home;
import io.tidemark.launcher.layout.Layout;
import io.tidemark.launcher.layout.Service;
import io.tidemark.launcher.scan.Job;
import io.tidemark.launcher.scan.Progress;
import io.tidemark.launcher.scan.ScanRun;
import io.tidemark.launcher.stack.Ground;
import io.tidemark.launcher.stack.Ports;
import io.tidemark.launcher.stack.Stack;
import io.tidemark.launcher.stack.StackLock;
import io.tidemark.launcher.stack.Status;
import io.tidemark.launcher.stack.Undo;
import io.tidemark.launcher.trouble.Trouble;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// From nothing running to a delivered snapshot of a made tree, beside public tools on the same tree in the same run.
/// Works on a data folder of its own, which it stops again.
public final class ScanBench {
    private static final double READY_SECONDS = 20;
    private static final double MEMORY_GIB = 1.6;
    private static final double GIB = 1L << 30;

    private final Home home;
    private final Layout layout;
    private final PrintStream talk;
    private final List<Double> scans = new ArrayList<>();
    private final Map<Tool, List<Double>> tools = new EnumMap<>(Tool.class);

    /// @param talk where progress goes; figures are the caller's to print
    public ScanBench(Home home, Layout layout, PrintStream talk) {
        this.home = home;
        this.layout = layout;
        this.talk = talk;
    }

    /// @param files in the made tree
    /// @param rounds how often each takes its turn
    /// @throws Trouble where the results are not equal
    public List<Figure> run(int files, int rounds) {
        Ground.prepare(layout);
        Path root = MadeTree.of(layout.data().resolve("bench"), files);
        Undo undo = new Undo();
        Thread onInterrupt = new Thread(undo::run, "undo");
        Runtime.getRuntime().addShutdownHook(onInterrupt);
        try (StackLock _ = StackLock.take(layout)) {
            Ports.remember(layout);
            return measure(new Stack(home, layout, talk), undo, root, rounds);
        } finally {
            undo.run();
        }
    }

    private List<Figure> measure(Stack stack, Undo undo, Path root, int rounds) {
        long begin = System.nanoTime();
        if (!stack.start(undo)) {
            throw new Trouble("Services run on " + layout.data() + " already; ./stack down first");
        }
        double ready = (System.nanoTime() - begin) / 1e9;
        List<Long> pids = stack.status().stream()
                .map(Status::pid)
                .flatMap(Optional::stream)
                .toList();
        try (MemoryWatch memory = new MemoryWatch(pids)) {
            for (int round = 0; round < rounds; round++) {
                round(root);
            }
            return figures(ready, memory.highestBytes() / GIB);
        }
    }

    private void round(Path root) {
        Api api = Api.asAdministrator(layout);
        ScanRun scan = new ScanRun(api, new Progress(talk, false));
        Job job = scan.follow(scan.request(root));
        scans.add(job.elapsedSeconds());
        JsonNode sums = api.get(Service.HISTORY, "/api/snapshots/" + job.id() + "/manifest")
                .path("counts");
        for (Tool tool : Tool.installed()) {
            Tool.Run run = tool.run(root);
            requireEqual(tool, run.result(), sums);
            tools.computeIfAbsent(tool, t -> new ArrayList<>()).add(run.seconds());
        }
    }

    private static void requireEqual(Tool tool, long result, JsonNode sums) {
        long ours = switch (tool) {
            case DU ->
                sums.path("allocatedBytes").asLong()
                        + sums.path("directoryAllocatedBytes").asLong();
            case FIND -> sums.path("entries").asLong();
            // Its output has rounded sizes only: told beside the others, not held against them.
            case GDU -> result;
        };
        if (ours != result) {
            throw new Trouble(tool.shown() + " finds " + result + ", the scan " + ours + "; no time is worth telling");
        }
    }

    private List<Figure> figures(double ready, double memory) {
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.atMost("ready, from nothing running", ready, "s", READY_SECONDS));
        figures.add(Figure.atMost("memory of all six, highest", memory, "GiB", MEMORY_GIB));
        double scan = median(scans);
        figures.add(Figure.told("scan, median", scan, "s"));
        tools.forEach((tool, seconds) -> {
            figures.add(Figure.told(tool.shown() + ", median", median(seconds), "s"));
            figures.add(Figure.told("scan / " + tool.shown(), scan / median(seconds), "ratio"));
        });
        return figures;
    }

    private static double median(List<Double> seconds) {
        return seconds.stream().sorted().skip(seconds.size() / 2).findFirst().orElseThrow();
    }
}
