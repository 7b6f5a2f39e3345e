package io.tidemark.launcher.command;

import io.tidemark.launcher.bench.ScanBench;
import io.tidemark.launcher.stack.Ground;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.concurrent.Callable;

/// Speed and cost of scans.
@Command(name = "scan", description = "Scans of a made tree and of real files beside du, find and gdu.")
final class BenchScan implements Callable<Integer> {
    @Mixin
    Bench.Place place = new Bench.Place();

    @Option(names = "--root", paramLabel = "DIR", description = "The tree of real files (default: /usr).")
    Path root = Path.of("/usr");

    @Option(names = "--rounds", paramLabel = "N", description = "How often each takes its turn (default: 5).")
    int rounds = 5;

    @Option(names = "--cold", description = "Measure with dropped caches too; needs root.")
    boolean cold;

    @Override
    public Integer call() {
        ScanBench bench = new ScanBench(new Place().home(), place.data(), place.portOffset, place.talk());
        return place.tell(bench.run(place.files, Ground.scanRoot(root), rounds, cold));
    }
}
