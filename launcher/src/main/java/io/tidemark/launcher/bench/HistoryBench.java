package io.tidemark.launcher.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.launcher.client.Delivery;
import io.tidemark.launcher.layout.Home;
import io.tidemark.launcher.layout.Layout;
import io.tidemark.launcher.layout.Service;
import io.tidemark.launcher.trouble.Trouble;

import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/// How fast history takes snapshots in beside copying the same files, what a fleet that reports costs it, and how fast
/// it lists many snapshots. With auth-service and without the others, who would read what comes in at the same time.
public final class HistoryBench {
    private static final double TWICE = 2;
    private static final double P99_MILLIS = 20;
    private static final double MB = 1e6;

    private final Home home;
    private final Path data;
    private final Layout layout;
    private final PrintStream talk;
    private final List<Figure> figures = new ArrayList<>();

    /// @param snapshots delivered one after the other, and once more by all senders at once
    /// @param entries of each
    /// @param senders that deliver at once
    /// @param agents that report ten volumes each, once a minute
    /// @param registered snapshots in the list that is asked for
    /// @param rate questions a second
    /// @param seconds how long is reported, and how long each kind of list is asked for
    public record Plan(int snapshots, int entries, int senders, int agents, int registered, int rate, int seconds) {}

    /// @param data where the made snapshots stand, and the data of the stack in a folder of its own
    /// @param talk where progress goes; findings are the caller's to print
    public HistoryBench(Home home, Path data, int portOffset, PrintStream talk) {
        this.home = home;
        this.data = data;
        this.layout = new Layout(data.resolve("stack"), portOffset);
        this.talk = talk;
    }

    /// What there is to be none of is left out.
    public Findings run(Plan plan) {
        try (BenchStack stack = BenchStack.start(home, layout, talk, Set.of(Service.AUTH, Service.HISTORY))) {
            if (plan.snapshots() > 0) {
                takeIn(stack, plan);
            }
            if (plan.agents() > 0) {
                talk.println("  " + plan.agents() + " agents report for " + plan.seconds() + " s");
                figures.add(new ReportingFleet(stack, layout).run(plan.agents(), plan.seconds()));
            }
            if (plan.registered() > 0) {
                list(stack, plan);
            }
        }
        return new Findings(
                figures.stream().filter(f -> !f.hasLimit()).map(Figure::line).toList(), figures);
    }

    private void takeIn(BenchStack stack, Plan plan) {
        MadeFleet fleet = MadeFleet.of(data, plan.senders(), plan.entries(), talk);
        fleet.names().forEach(server -> Delivery.introduce(layout, server));
        List<Intake> servers = fleet.names().stream()
                .map(server -> new Intake(layout, fleet.folderOf(server)))
                .toList();
        servers.forEach(Intake::deliver);
        takeIn("one after the other", stack, plan, servers, 1);
        takeIn(plan.senders() + " at once", stack, plan, servers, plan.senders());
        requireAll(stack, 2 * plan.snapshots() + servers.size());
    }

    private void takeIn(String name, BenchStack stack, Plan plan, List<Intake> servers, int atOnce) {
        talk.println("  " + plan.snapshots() + " snapshots, " + name);
        int count = plan.snapshots();
        stack.awaitQuiet();
        double ours =
                seconds(count, atOnce, i -> servers.get(i % servers.size()).deliver());
        double rest = seconds(1, 1, i -> stack.awaitQuiet());
        Path copies = data.resolve("copies");
        BenchStack.delete(copies);
        double theirs = seconds(
                count, atOnce, i -> servers.get(i % servers.size()).copy(copies.resolve(i % servers.size() + "-" + i)));
        BenchStack.delete(copies);
        double bytes = IntStream.range(0, count)
                .mapToLong(i -> servers.get(i % servers.size()).bytes())
                .sum();
        figures.add(Figure.atMost(name + " / cp, sync, sha256sum", ours / theirs, "ratio", TWICE));
        figures.add(Figure.told(name + ", a snapshot", ours / count * 1000, "ms"));
        figures.add(Figure.told(name + ", cp, sync, sha256sum of it", theirs / count * 1000, "ms"));
        figures.add(Figure.toldHigher(name, bytes / MB / ours, "MB/s"));
        figures.add(Figure.toldHigher(name + ", entries", (double) plan.entries() * count / ours, "1/s"));
        figures.add(Figure.told(name + ", all compared and at rest after", rest, "s"));
    }

    /// No figure counts unless all that was sent is registered.
    private static void requireAll(BenchStack stack, int sent) {
        int known = 0;
        String next = "";
        do {
            JsonNode page = stack.api().get(Service.HISTORY, "/api/snapshots?limit=1000" + next);
            known += page.path("items").size();
            next = page.path("nextCursor").isTextual()
                    ? "&cursor=" + page.path("nextCursor").asText()
                    : "";
        } while (!next.isEmpty());
        if (known != sent) {
            throw new Trouble("Of " + sent + " snapshots " + known + " are registered");
        }
    }

    private void list(BenchStack stack, Plan plan) {
        talk.println(String.format(Locale.ROOT, "  asking for lists of %,d snapshots", plan.registered()));
        LongRegister register = new LongRegister(layout);
        register.fill(plan.registered());
        register.requireFilled(stack.api(), plan.registered());
        Pacer pacer = new Pacer(stack.api().token());
        ask("list", pacer, register.lists(), plan, stack);
        ask("latest", pacer, register.latest(), plan, stack);
    }

    /// Half as long before that, so that what is measured is not what compiles.
    private void ask(String name, Pacer pacer, List<URI> addresses, Plan plan, BenchStack stack) {
        pacer.run(addresses, plan.rate(), plan.seconds() / 2);
        stack.awaitQuiet();
        List<Double> millis = pacer.run(addresses, plan.rate(), plan.seconds());
        figures.add(Figure.atMost(name + ", p99", Pacer.percentile(millis, 99), "ms", P99_MILLIS));
        figures.add(Figure.told(name + ", median", Pacer.percentile(millis, 50), "ms"));
    }

    /// Wall time of all steps, dealt out to so many who work at once.
    private static double seconds(int steps, int atOnce, IntConsumer step) {
        long begin = System.nanoTime();
        List<Future<?>> running = new ArrayList<>();
        try (ExecutorService workers = Executors.newFixedThreadPool(atOnce)) {
            for (int worker = 0; worker < atOnce; worker++) {
                int first = worker;
                running.add(workers.submit(() -> {
                    for (int i = first; i < steps; i += atOnce) {
                        step.accept(i);
                    }
                }));
            }
        }
        running.forEach(ReportingFleet::require);
        return (System.nanoTime() - begin) / 1e9;
    }
}
