package io.tidemark.launcher.command;

import io.tidemark.launcher.bench.ImpactBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.concurrent.Callable;

/// What others notice of a scan.
@Command(name = "impact", description = "A foreground reader (fio), with the scanner off and on in alternation.")
final class BenchImpact implements Callable<Integer> {
    @Mixin
    Bench.Place place = new Bench.Place();

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "Pairs of a run without and one with scans (default: 5).")
    int rounds = 5;

    @Option(names = "--seconds", paramLabel = "N", description = "Length of each run (default: 20).")
    int seconds = 20;

    @Option(names = "--cold", description = "Drop the kernel's caches before each run; needs root.")
    boolean cold;

    @Override
    public Integer call() {
        ImpactBench bench = new ImpactBench(new Place().home(), place.data(), place.portOffset, place.talk());
        return place.tell(bench.run(place.files, rounds, seconds, cold));
    }
}
