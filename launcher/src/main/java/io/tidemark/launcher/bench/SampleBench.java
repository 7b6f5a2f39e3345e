package io.tidemark.launcher.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.launcher.client.Api;
import io.tidemark.launcher.layout.Home;
import io.tidemark.launcher.layout.Layout;
import io.tidemark.launcher.layout.Service;
import io.tidemark.launcher.process.Pause;
import io.tidemark.launcher.trouble.Trouble;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What readings of volumes cost: at rest beside Prometheus, coming in, asked for, and as a fleet
/// reports them.
public final class SampleBench {
    private static final double BYTES = 2;
    private static final int BATCH = 5_000;
    private static final int WRITERS = 2;
    private static final long LOOK_MILLIS = 1_000;
    private static final int LOOKS = 1_800;
    private static final int QUERIES = 20;

    private final Home home;
    private final Path data;
    private final Layout layout;
    private final PrintStream talk;

    /// @param data where all that is made stands, and the data of the stack in a folder of its own
    /// @param talk where progress goes; findings are the caller's to print
    public SampleBench(Home home, Path data, int portOffset, PrintStream talk) {
        this.home = home;
        this.data = data;
        this.layout = new Layout(data.resolve("stack"), portOffset);
        this.talk = talk;
    }

    /// @param volumes of which readings are made
    /// @param days of a reading each minute, the last one ten days ago
    /// @param agents that report ten volumes each, once a minute
    /// @param seconds for which they report
    public Findings run(int volumes, int days, int agents, int seconds) {
        Instant begin = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(days + 10L));
        long readings = 1440L * volumes * days;
        List<Figure> figures = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT, "%,d readings: %d volumes, one a minute for %d days", readings, volumes, days));
        try (BenchStack stack = BenchStack.start(home, layout, talk)) {
            figures.addAll(atRest(stack, volumes, days, begin, readings));
            figures.addAll(asked(stack.api(), begin, days));
            if (PrometheusBlocks.canBeMade()) {
                talk.println("  the same in Prometheus' database");
                long theirs = PrometheusBlocks.bytes(data.resolve("prometheus"), volumes, days, begin);
                figures.add(Figure.told("Prometheus, bytes a reading (5 series)", theirs / (double) readings, "bytes"));
            } else {
                lines.add(PrometheusBlocks.missing());
            }
            talk.println("  " + agents + " agents report for " + seconds + " s");
            figures.add(new ReportingFleet(stack, layout).run(agents, seconds));
        }
        figures.stream().filter(f -> !f.hasLimit()).forEach(f -> lines.add(f.line()));
        return new Findings(lines, figures);
    }

    private List<Figure> atRest(BenchStack stack, int volumes, int days, Instant begin, long readings) {
        talk.println("  taking the readings in");
        Instant started = Instant.now();
        double cpu;
        try (Watch watch = new Watch(stack.pid(Service.HISTORY))) {
            send(stack.api(), volumes, days, begin);
            cpu = watch.cpuSeconds(started, Instant.now());
        }
        double seconds = seconds(started);
        talk.println("  waiting until all days are in files");
        Instant waiting = Instant.now();
        awaitFiles(days);
        requireAll(stack.api(), begin, days, readings);
        return List.of(
                Figure.atMost("at rest, bytes a reading", storeBytes() / (double) readings, "bytes", BYTES),
                Figure.toldHigher("taken in, readings a second", readings / seconds, "1/s"),
                Figure.told("taken in, CPU of history for a million", cpu / readings * 1e6, "s"),
                Figure.told("moved to files after the last one came", seconds(waiting), "s"));
    }

    /// Server by server, two requests at a time, as agents that were away would.
    private void send(Api api, int volumes, int days, Instant begin) {
        Map<String, Api> agents = new HashMap<>();
        MadeSamples made = new MadeSamples(volumes, begin);
        for (int day = 0; day < days; day++) {
            List<Future<?>> sent = new ArrayList<>();
            try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
                made.day(day).stream()
                        .collect(Collectors.groupingBy(MadeSamples.Reading::server))
                        .forEach((server, readings) -> sent.addAll(send(
                                writers,
                                agents.computeIfAbsent(server, name -> ReportingFleet.agent(api, layout, name)),
                                readings)));
            }
            sent.forEach(ReportingFleet::require);
        }
    }

    private static List<Future<?>> send(ExecutorService writers, Api agent, List<MadeSamples.Reading> readings) {
        List<Future<?>> sent = new ArrayList<>();
        for (int from = 0; from < readings.size(); from += BATCH) {
            String lines = lines(readings.subList(from, Math.min(readings.size(), from + BATCH)));
            sent.add(writers.submit(() -> agent.postLines(Service.HISTORY, "/api/samples", lines)));
        }
        return sent;
    }

    private static String lines(List<MadeSamples.Reading> readings) {
        StringBuilder lines = new StringBuilder();
        readings.forEach(reading -> lines.append(reading.json()));
        return lines.toString();
    }

    private void awaitFiles(int days) {
        for (int look = 0; look < LOOKS; look++) {
            if (files().size() == days) {
                return;
            }
            Pause.millis(LOOK_MILLIS);
        }
        throw new Trouble("Only " + files().size() + " of " + days + " days are in files; see " + layout.logs());
    }

    private long storeBytes() {
        return files().stream().mapToLong(file -> file.toFile().length()).sum();
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.list(layout.store().resolve("samples"))) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new Trouble("The files of samples cannot be listed: " + e.getMessage(), e);
        }
    }

    /// No figure counts unless every reading is known, and the last day of the first volume reads back
    /// as it was made.
    private static void requireAll(Api api, Instant begin, int days, long readings) {
        long counted = 0;
        for (JsonNode day :
                api.get(Service.HISTORY, "/api/samples/daily?from=" + begin).path("items")) {
            counted += day.path("server").asText().startsWith("made-")
                    ? day.path("samples").asLong()
                    : 0;
        }
        if (counted != readings) {
            throw new Trouble("Of " + readings + " readings " + counted + " are known");
        }
        MadeSamples made = new MadeSamples(1, begin);
        List<MadeSamples.Reading> last = List.of();
        for (int day = 0; day < days; day++) {
            last = made.day(day);
        }
        JsonNode read = api.get(Service.HISTORY, series(begin, days - 1, 1) + "&resolution=raw&limit=2000");
        for (int i = 0; i < last.size(); i++) {
            JsonNode item = read.path("items").path(i);
            if (item.path("usedBytes").asLong() != last.get(i).used()
                    || item.path("inodesFree").asLong() != last.get(i).inodesFree()) {
                throw new Trouble("Reading " + i + " of the last day is " + item + " and not " + last.get(i));
            }
        }
    }

    private List<Figure> asked(Api api, Instant begin, int days) {
        talk.println("  asking");
        return List.of(
                asked(
                        api,
                        "a day of one volume from a file",
                        series(begin, days / 2, 1) + "&resolution=raw&limit=2000"),
                asked(api, "a month of hours of one volume", series(begin, 0, 31) + "&resolution=hour"),
                asked(api, "all days of one volume", series(begin, 0, days) + "&resolution=day"));
    }

    private static Figure asked(Api api, String name, String path) {
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < QUERIES; i++) {
            Instant start = Instant.now();
            if (api.get(Service.HISTORY, path).path("items").isEmpty()) {
                throw new Trouble("Nothing is answered to " + path);
            }
            times.add(seconds(start) * 1000);
        }
        return Figure.told("asked: " + name + ", median", Runs.median(times), "ms");
    }

    private static String series(Instant begin, int fromDay, int days) {
        Instant from = begin.plus(Duration.ofDays(fromDay));
        return "/api/samples?server=made-0&volume=/data/0&from=" + from + "&to=" + from.plus(Duration.ofDays(days));
    }

    private static double seconds(Instant since) {
        return Duration.between(since, Instant.now()).toNanos() / 1e9;
    }
}
