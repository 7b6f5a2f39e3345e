package io.tidemark.launcher.command;

import io.tidemark.launcher.bench.Figure;
import io.tidemark.launcher.bench.ScanBench;
import io.tidemark.launcher.layout.Layout;
import io.tidemark.launcher.trouble.Trouble;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/// Measures; exit code 1 where a figure misses its limit.
@Command(
        name = "bench",
        description = "Measures NAME (scan: start, memory and time of a scan beside du, find and gdu).")
final class Bench implements Callable<Integer> {
    private static final int OFFSET = 10_000;

    @Parameters(paramLabel = "NAME", description = "scan")
    String name = "";

    @Option(names = "--json", description = "Print the figures as one JSON object.")
    boolean json;

    @Option(names = "--files", defaultValue = "1000000", description = "Files in the made tree (default: 1,000,000).")
    int files;

    @Option(names = "--rounds", defaultValue = "3", description = "How often each takes its turn (default: 3).")
    int rounds;

    @Option(names = "--data", paramLabel = "DIR", description = "A data folder of its own (default: ./data/bench).")
    Path data = Path.of("data/bench");

    @Option(names = "--port-offset", paramLabel = "N", description = "Added to every port (default: 10000).")
    int portOffset = OFFSET;

    @Override
    public Integer call() {
        if (!name.equals("scan")) {
            throw new Trouble("There is no benchmark " + name + "; there is: scan");
        }
        PrintStream talk = json ? System.err : System.out;
        Layout layout = new Layout(data.toAbsolutePath().normalize(), portOffset);
        List<Figure> figures = new ScanBench(new Place().home(), layout, talk).run(files, rounds);
        print(figures);
        return figures.stream().allMatch(Figure::isGood) ? 0 : 1;
    }

    private void print(List<Figure> figures) {
        if (json) {
            System.out.println(Figure.json(figures));
        } else {
            figures.forEach(figure -> System.out.println(figure.line()));
        }
    }
}
