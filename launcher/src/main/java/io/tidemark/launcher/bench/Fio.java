package io.tidemark.launcher.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.launcher.trouble.Trouble;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A foreground reader: one thread that reads 4 KiB at random places of a file at a fixed rate, past the page cache.
final class Fio {
    private static final int READS_PER_SECOND = 1000;
    private static final double LEAST_SHARE = 0.98;
    private static final double NANOS_PER_MICRO = 1000;

    private final Path file;

    private Fio(Path file) {
        this.file = file;
    }

    /// Makes the file where it is missing.
    ///
    /// @param folder where it stands
    /// @throws Trouble where fio is not installed
    static Fio in(Path folder) {
        if (!Tool.isInstalled("fio")) {
            throw new Trouble(
                    "fio is not installed, and without it nothing is measured: Debian's package fio brings it");
        }
        Fio fio = new Fio(folder.resolve("fio-2g"));
        fio.run("--create_only=1");
        return fio;
    }

    /// Reads for so long.
    ///
    /// @throws Trouble where the machine cannot keep up the rate
    Latency read(int seconds) {
        JsonNode read =
                run("--time_based", "--runtime=" + seconds).path("jobs").path(0).path("read");
        double rate = read.path("iops").asDouble();
        if (rate < READS_PER_SECOND * LEAST_SHARE) {
            throw new Trouble("The disk gives fio " + Math.round(rate) + " reads a second and not " + READS_PER_SECOND
                    + "; latencies would mean nothing");
        }
        JsonNode percentiles = read.path("clat_ns").path("percentile");
        return new Latency(
                percentiles.path("50.000000").asDouble() / NANOS_PER_MICRO,
                percentiles.path("99.000000").asDouble() / NANOS_PER_MICRO);
    }

    private JsonNode run(String... more) {
        List<String> line = new ArrayList<>(List.of(
                "fio",
                "--name=foreground",
                "--filename=" + file,
                "--size=2g",
                "--rw=randread",
                "--bs=4k",
                "--direct=1",
                "--ioengine=psync",
                "--randrepeat=0",
                "--rate_iops=" + READS_PER_SECOND,
                "--output-format=json"));
        line.addAll(List.of(more));
        try {
            Process process = new ProcessBuilder(line)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            byte[] output = process.getInputStream().readAllBytes();
            int status = process.waitFor();
            if (status != 0) {
                throw new Trouble(
                        "fio ended with " + status + "; does the filesystem of " + file + " know direct I/O?");
            }
            return new ObjectMapper().readTree(output);
        } catch (IOException e) {
            throw new Trouble("fio cannot be run or understood: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Trouble("Interrupted", e);
        }
    }

    /// How long a read took, in microseconds.
    record Latency(double median, double p99) {}
}
