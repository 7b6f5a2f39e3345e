package io.tidemark.launcher.command;

import io.tidemark.launcher.bench.SampleBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.concurrent.Callable;

/// What readings of volumes cost.
@Command(
        name = "samples",
        description = "Made readings of volumes: bytes at rest beside Prometheus, rates, and the cost of a fleet.")
final class BenchSamples implements Callable<Integer> {
    @Mixin
    Bench.Place place = new Bench.Place();

    @Option(names = "--volumes", paramLabel = "N", description = "Made volumes, ten a server (default: 10).")
    int volumes = 10;

    @Option(names = "--days", paramLabel = "N", description = "Days of a reading each minute (default: 365).")
    int days = 365;

    @Option(names = "--agents", paramLabel = "N", description = "Agents of the fleet, ten volumes each (default: 500).")
    int agents = 500;

    @Option(names = "--seconds", paramLabel = "N", description = "How long the fleet reports (default: 120).")
    int seconds = 120;

    @Override
    public Integer call() {
        SampleBench bench = new SampleBench(new Place().home(), place.data(), place.portOffset, place.talk());
        return place.tell(bench.run(volumes, days, agents, seconds));
    }
}
