package io.tidemark.launcher.bench;

import io.tidemark.launcher.client.Api;
import io.tidemark.launcher.layout.Layout;
import io.tidemark.launcher.layout.Service;
import io.tidemark.launcher.process.Pause;
import io.tidemark.launcher.secret.Secrets;
import io.tidemark.launcher.trouble.Trouble;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/// Agents that report ten volumes each at the very rate: once a minute, spread over it, with a token of their own.
record ReportingFleet(BenchStack stack, Layout layout) {
    private static final double CORE = 0.25;
    private static final int SENDERS = 4;
    private static final int VOLUMES = 10;
    private static final int MINUTE = 60;
    private static final long LAST_LOOK_MILLIS = 1_000;

    /// The first tenth of the time is not counted.
    ///
    /// @return what history-service used, in processors
    Figure run(int agents, int seconds) {
        List<Api> fleet = IntStream.range(0, agents)
                .mapToObj(i -> agent(stack.api(), layout, "fleet-" + i))
                .toList();
        stack.awaitQuiet();
        Instant start = Instant.now();
        try (Watch watch = new Watch(stack.pid(Service.HISTORY))) {
            report(fleet, seconds);
            Instant end = Instant.now();
            Instant from = start.plusSeconds(seconds / 10);
            Pause.millis(LAST_LOOK_MILLIS);
            double cores =
                    watch.cpuSeconds(from, end) / (Duration.between(from, end).toMillis() / 1000.0);
            String name = String.format(Locale.ROOT, "%d agents, %d volumes each a minute", agents, VOLUMES);
            return Figure.atMost(name, cores, "cores", CORE);
        }
    }

    /// An agent writes for its own server only, so each has an identity of its own.
    static Api agent(Api api, Layout layout, String server) {
        String identity = Service.SCAN.id() + "@" + server;
        new Secrets(layout.identities()).of(identity);
        return api.as(identity);
    }

    /// @throws Trouble where it failed
    static void require(Future<?> done) {
        try {
            done.get();
        } catch (ExecutionException e) {
            throw new Trouble(String.valueOf(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Trouble("Interrupted", e);
        }
    }

    private static void report(List<Api> fleet, int seconds) {
        List<Future<?>> sent = new ArrayList<>();
        Instant start = Instant.now();
        try (ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
            for (int i = 0; i < (int) ((long) fleet.size() * seconds / MINUTE); i++) {
                Duration due = Duration.ofMinutes(1).dividedBy(fleet.size()).multipliedBy(i);
                Pause.millis(Math.max(
                        0, due.minus(Duration.between(start, Instant.now())).toMillis()));
                Api agent = fleet.get(i % fleet.size());
                String lines = lines(i % fleet.size());
                sent.add(senders.submit(() -> agent.postLines(Service.HISTORY, "/api/samples", lines)));
            }
        }
        sent.forEach(ReportingFleet::require);
    }

    private static String lines(int agent) {
        long millis = System.currentTimeMillis();
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < VOLUMES; i++) {
            long size = 500L << 30;
            long used = (size / 3 + (millis % 100_000) * 4096L) / 4096 * 4096;
            lines.append(new MadeSamples.Reading(agent * VOLUMES + i, millis, size, used, 1_000_000, 700_000)
                    .json()
                    .replace("\"made-", "\"fleet-"));
        }
        return lines.toString();
    }
}
