package io.tidemark.launcher.command;

import io.tidemark.launcher.bench.Figure;
import io.tidemark.launcher.bench.Findings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.PrintStream;
import java.nio.file.Path;

/// Measures; exit code 1 where a figure misses its limit.
@Command(
        name = "bench",
        description = "Measures NAME.",
        subcommands = {
            BenchScan.class,
            BenchImpact.class,
            BenchAnalytics.class,
            BenchSamples.class,
            BenchHistory.class,
            BenchAuth.class
        },
        synopsisSubcommandLabel = "NAME")
final class Bench {
    private static final int OFFSET = 10_000;

    /// What all benchmarks are told, and how they answer.
    static final class Place {
        @Option(names = "--json", description = "Print the figures as one JSON object, all else on standard error.")
        boolean json;

        @Option(names = "--files", paramLabel = "N", description = "Files in the made tree (default: 1,000,000).")
        int files = 1_000_000;

        @Option(
                names = "--data",
                paramLabel = "DIR",
                description = "For the made tree and a stack of its own (default: ./data/bench).")
        private Path data = Path.of("data/bench");

        @Option(names = "--port-offset", paramLabel = "N", description = "Added to every port (default: 10000).")
        int portOffset = OFFSET;

        Path data() {
            return data.toAbsolutePath().normalize();
        }

        /// Where progress goes.
        PrintStream talk() {
            return json ? System.err : System.out;
        }

        /// @return the exit code
        int tell(Findings findings) {
            if (json) {
                System.out.println(Figure.json(findings.figures()));
            } else {
                findings.lines().forEach(System.out::println);
                System.out.println();
                findings.figures().stream().filter(Figure::hasLimit).forEach(f -> System.out.println(f.line()));
            }
            return findings.isGood() ? 0 : 1;
        }
    }
}
