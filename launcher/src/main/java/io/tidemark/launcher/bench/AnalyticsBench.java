package io.tidemark.launcher.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.launcher.client.Api;
import io.tidemark.launcher.client.Delivery;
import io.tidemark.launcher.layout.Home;
import io.tidemark.launcher.layout.Layout;
import io.tidemark.launcher.layout.Service;
import io.tidemark.launcher.process.PageCache;
import io.tidemark.launcher.report.Table;
import io.tidemark.launcher.trouble.Trouble;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Questions over a made fleet, delivered to a running stack as agents deliver, beside the same
/// questions in plain SQL over the same snapshots.
public final class AnalyticsBench {
    private static final double MEMORY_GIB = 4;
    private static final double AGAIN_MILLIS = 5;
    private static final double GIB = 1L << 30;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Home home;
    private final Path data;
    private final int portOffset;
    private final PrintStream talk;
    private final List<Figure> figures = new ArrayList<>();

    /// @param data where the fleet stands, and the data of the stack in a folder of its own
    /// @param talk where progress goes; findings are the caller's to print
    public AnalyticsBench(Home home, Path data, int portOffset, PrintStream talk) {
        this.home = home;
        this.data = data;
        this.portOffset = portOffset;
        this.talk = talk;
    }

    /// @param cold whether to measure with a cold cache too
    /// @param only a regular expression that is found in the names of the questions that are asked
    /// @throws Trouble where the answers are not those of plain SQL
    public Findings run(int servers, long entriesEach, int rounds, boolean cold, String only) {
        boolean dropped = cold && PageCache.canBeDropped();
        MadeFleet fleet = MadeFleet.of(data, servers, entriesEach, talk);
        Layout layout = new Layout(data.resolve("stack-" + servers + "x" + entriesEach), portOffset);
        fleet.names().forEach(server -> Delivery.introduce(layout, server));
        try (BenchStack stack = BenchStack.resume(home, layout, talk);
                FleetSql sql = FleetSql.open(data)) {
            deliver(fleet, layout, stack.api());
            describe(fleet, stack.api());
            awaitAll(stack, fleet);
            prepare(sql, fleet);
            Table table = new Table(String.format(
                    Locale.ROOT,
                    "%,d entries of %d servers, milliseconds; medians of %d",
                    fleet.entries(),
                    servers,
                    rounds));
            table.row("question", "cold", "warm", "again", "8 clients, each", "plain SQL", "limit");
            for (FleetQuestion question : FleetQuestion.named(only)) {
                measure(new Trial(question, stack.api(), sql, rounds, dropped), table);
            }
            figures.add(Figure.atMost(
                    "resident memory of analytics-service",
                    stack.resident(Service.ANALYTICS) / GIB,
                    "GiB",
                    MEMORY_GIB));
            return new Findings(table.lines(), figures);
        }
    }

    private void measure(Trial trial, Table table) {
        FleetQuestion question = trial.question();
        Trial.Times times = trial.run();
        table.row(
                question.shown(),
                Trial.shown(times.cold()),
                Trial.shown(times.warm()),
                Trial.shown(times.again()),
                Trial.shown(times.crowd()),
                Trial.shown(times.sql()),
                String.format(Locale.ROOT, "%.0f", question.limitMillis()));
        talk.printf(Locale.ROOT, "  %-36s warm %s%n", question.shown(), Trial.shown(times.warm()));
        figures.add(Figure.atMost(question.shown(), times.warm(), "ms", question.limitMillis()));
        figures.add(Figure.atMost(question.shown() + ", again", times.again(), "ms", AGAIN_MILLIS));
        if (question.hasSql()) {
            double allowed = Math.max(0.1 * times.sql(), AGAIN_MILLIS);
            figures.add(Figure.atMost(
                    question.shown() + ", more than plain SQL", times.warm() - times.sql(), "ms", allowed));
        }
    }

    /// What the stack has from an earlier run stays.
    private void deliver(MadeFleet fleet, Layout layout, Api api) {
        long begin = System.nanoTime();
        int delivered = 0;
        for (String server : fleet.names()) {
            JsonNode known = api.get(Service.HISTORY, "/api/snapshots/latest?server=" + server);
            if (known.path("items").isEmpty()) {
                deliver(fleet.folderOf(server), Delivery.of(layout, server));
                delivered++;
            }
        }
        if (delivered > 0) {
            double seconds = (System.nanoTime() - begin) / 1e9;
            talk.printf(Locale.ROOT, "  %d snapshots delivered in %.0f s%n", delivered, seconds);
            figures.add(Figure.told("delivery of a snapshot, verified", seconds / delivered, "s"));
        }
    }

    /// What questions about money and about groups need beside files: prices, and two roles.
    private static void describe(MadeFleet fleet, Api api) {
        api.put(Service.HISTORY, "/api/policies/price/everything", json("""
                {"currency":"EUR","tier":"hot","tiers":[
                 {"name":"hot","perGbMonth":"0.023","perThousandReads":"0","perThousandWrites":"0","perGbRead":"0","leastBytes":0},
                 {"name":"cold","perGbMonth":"0.004","perThousandReads":"0.001","perThousandWrites":"0.01","perGbRead":"0.01",
                  "leastBytes":131072}]}"""));
        int number = 0;
        for (String server : fleet.names()) {
            String role = number++ % 2 == 0 ? "files" : "builds";
            api.put(Service.HISTORY, "/api/servers/" + server + "/tags", json("{\"role\":\"" + role + "\"}"));
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void deliver(Path folder, Delivery agent) {
        try {
            String manifest = Files.readString(folder.resolve(MadeServer.MANIFEST));
            String id = JSON.readTree(manifest).path("snapshotId").asText();
            for (String part : List.of(MadeServer.ENTRIES, MadeServer.DIRECTORIES)) {
                agent.part(id, folder.resolve(part), MadeServer.sha256(folder.resolve(part)));
            }
            agent.seal(id, manifest);
        } catch (IOException e) {
            throw new Trouble(folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    /// The first question waits for what is still fetched and summed up.
    private void awaitAll(BenchStack stack, MadeFleet fleet) {
        long begin = System.nanoTime();
        JsonNode basis;
        do {
            basis = stack.api()
                    .get(Service.ANALYTICS, "/api/analytics/distribution?limit=1")
                    .path("basis");
        } while (!basis.path("complete").asBoolean() && System.nanoTime() - begin < 1_200_000_000_000L);
        if (basis.path("snapshots").size() != fleet.servers()) {
            throw new Trouble("analytics-service has " + basis.path("snapshots").size() + " snapshots: "
                    + basis.path("missing").path(0).path("reason").asText());
        }
        talk.printf(Locale.ROOT, "  all snapshots there after %.0f s%n", (System.nanoTime() - begin) / 1e9);
        stack.awaitQuiet();
    }

    private static void prepare(FleetSql sql, MadeFleet fleet) {
        macro(sql, "e", MadeServer.ENTRIES, fleet);
        macro(sql, "d", MadeServer.DIRECTORIES, fleet);
    }

    private static void macro(FleetSql sql, String name, String part, MadeFleet fleet) {
        String files = String.join(
                "', '",
                fleet.names().stream()
                        .map(server ->
                                fleet.folderOf(server).resolve(part).toString().replace("'", "''"))
                        .toList());
        sql.run("CREATE MACRO " + name + "() AS TABLE SELECT *, split_part(filename, '/', -2) AS server"
                + " FROM read_parquet(['" + files + "'], filename = true)");
    }
}
