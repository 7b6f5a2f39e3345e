package io.tidemark.launcher.bench;

import io.tidemark.launcher.trouble.Trouble;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/// The same readings in Prometheus' own database, made by `promtool tsdb create-blocks-from
/// openmetrics`. A reading is
/// six numbers here and five series there (what is used is size less free), as node_exporter has them.
final class PrometheusBlocks {
    private enum Series {
        SIZE("node_filesystem_size_bytes", MadeSamples.Reading::size),
        FREE("node_filesystem_free_bytes", MadeSamples.Reading::free),
        AVAILABLE("node_filesystem_avail_bytes", MadeSamples.Reading::available),
        FILES("node_filesystem_files", MadeSamples.Reading::inodes),
        FILES_FREE("node_filesystem_files_free", MadeSamples.Reading::inodesFree);

        private final String title;
        private final ToLongFunction<MadeSamples.Reading> value;

        Series(String title, ToLongFunction<MadeSamples.Reading> value) {
            this.title = title;
            this.value = value;
        }
    }

    private PrometheusBlocks() {}

    static boolean canBeMade() {
        return Tool.isInstalled("promtool");
    }

    static String missing() {
        return "promtool is not installed, so nothing stands beside it: Debian's package prometheus brings it";
    }

    /// @return the bytes of all blocks, indexes included
    static long bytes(Path folder, int volumes, int days, java.time.Instant begin) {
        try {
            delete(folder);
            Files.createDirectories(folder);
            Path text = folder.resolve("samples.om");
            write(text, volumes, days, begin);
            Path blocks = folder.resolve("blocks");
            Timed.run(
                    List.of(
                            "promtool",
                            "tsdb",
                            "create-blocks-from",
                            "openmetrics",
                            "--max-block-duration=744h",
                            "-q",
                            text.toString(),
                            blocks.toString()),
                    false);
            Files.delete(text);
            try (Stream<Path> all = Files.walk(blocks)) {
                return all.filter(Files::isRegularFile)
                        .mapToLong(p -> p.toFile().length())
                        .sum();
            }
        } catch (IOException e) {
            throw Trouble.writing(folder, e);
        }
    }

    /// One metric after the other, as the format wants it.
    private static void write(Path text, int volumes, int days, java.time.Instant begin) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(text)) {
            for (Series series : Series.values()) {
                out.write("# TYPE " + series.title + " gauge\n");
                MadeSamples made = new MadeSamples(volumes, begin);
                for (int day = 0; day < days; day++) {
                    for (MadeSamples.Reading reading : made.day(day)) {
                        out.write(line(series, reading));
                    }
                }
            }
            out.write("# EOF\n");
        }
    }

    private static String line(Series series, MadeSamples.Reading reading) {
        return series.title + "{instance=\"" + reading.server() + ":9100\",mountpoint=\"" + reading.mountPoint()
                + "\",device=\"" + reading.device() + "\",fstype=\"ext4\"} " + series.value.applyAsLong(reading) + " "
                + String.format(Locale.ROOT, "%.3f", reading.millis() / 1000.0) + "\n";
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
