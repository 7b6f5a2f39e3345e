package io.tidemark.launcher.command;

import io.tidemark.launcher.bench.HistoryBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.concurrent.Callable;

/// Speed of history's way in and of its lists.
@Command(
        name = "history",
        description = "Snapshots taken in beside copying their files, the cost of a fleet that reports, and lists of"
                + " many snapshots. 0 leaves a part out.")
final class BenchHistory implements Callable<Integer> {
    @Mixin
    Bench.Place place = new Bench.Place();

    @Option(names = "--snapshots", paramLabel = "N", description = "How many are delivered, twice (default: 100).")
    int snapshots = 100;

    @Option(names = "--entries", paramLabel = "N", description = "Entries of each (default: 1,000,000).")
    int entries = 1_000_000;

    @Option(names = "--senders", paramLabel = "N", description = "How many deliver at once (default: 8).")
    int senders = 8;

    @Option(names = "--agents", paramLabel = "N", description = "Agents that report ten volumes each (default: 500).")
    int agents = 500;

    @Option(names = "--registered", paramLabel = "N", description = "Snapshots in the list (default: 100,000).")
    int registered = 100_000;

    @Option(names = "--rate", paramLabel = "N", description = "Questions a second (default: 200).")
    int rate = 200;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "How long is reported, and how long each kind of list is asked for (default: 60).")
    int seconds = 60;

    @Override
    public Integer call() {
        HistoryBench bench = new HistoryBench(new Place().home(), place.data(), place.portOffset, place.talk());
        return place.tell(
                bench.run(new HistoryBench.Plan(snapshots, entries, senders, agents, registered, rate, seconds)));
    }
}
