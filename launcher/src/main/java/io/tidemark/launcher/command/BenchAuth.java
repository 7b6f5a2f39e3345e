package io.tidemark.launcher.command;

import io.tidemark.launcher.bench.AuthBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.concurrent.Callable;

/// Speed of token checks, decisions and the audit log.
@Command(name = "auth", description = "Token checks, decisions, sign-ins that wait, and the audit log.")
final class BenchAuth implements Callable<Integer> {
    @Mixin
    Bench.Place place = new Bench.Place();

    @Option(
            names = "--entries",
            paramLabel = "N",
            description = "Entries of the audit log that is verified (default: 1,000,000).")
    int entries = 1_000_000;

    @Override
    public Integer call() {
        AuthBench bench = new AuthBench(new Place().home(), place.data(), place.portOffset, place.talk());
        return place.tell(bench.run(entries));
    }
}
