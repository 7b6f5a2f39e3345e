package io.tidemark.launcher.command;

import io.tidemark.launcher.bench.AnalyticsBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.concurrent.Callable;

/// Speed of questions over a fleet.
@Command(name = "analytics", description = "Questions over a made fleet beside the same in plain SQL.")
final class BenchAnalytics implements Callable<Integer> {
    @Mixin
    Bench.Place place = new Bench.Place();

    @Option(names = "--servers", paramLabel = "N", description = "Servers of the fleet, 4 to 999 (default: 200).")
    int servers = 200;

    @Option(names = "--entries", paramLabel = "N", description = "Entries of each (default: 500,000).")
    long entries = 500_000;

    @Option(names = "--rounds", paramLabel = "N", description = "How often each question is asked (default: 5).")
    int rounds = 5;

    @Option(names = "--cold", description = "Measure with dropped caches too; needs root.")
    boolean cold;

    @Option(
            names = "--question",
            paramLabel = "REGEX",
            description = "Only questions in whose name this regular expression is found.")
    String question = "";

    @Override
    public Integer call() {
        AnalyticsBench bench = new AnalyticsBench(new Place().home(), place.data(), place.portOffset, place.talk());
        return place.tell(bench.run(servers, entries, rounds, cold, question));
    }
}
