package io.tidemark.launcher.bench;

import io.tidemark.launcher.client.Api;
import io.tidemark.launcher.process.PageCache;
import io.tidemark.launcher.trouble.Trouble;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// One question, measured in each way it can be asked.
record Trial(FleetQuestion question, Api api, FleetSql sql, int rounds, boolean cold) {
    private static final int CLIENTS = 8;
    private static final int FEWEST_ROWS = 50;

    /// A few milliseconds each: of two, one unlucky one would be half of the figure.
    private static final int TIMES_AGAIN = 10;

    /// What takes longer in plain SQL is not measured a second time.
    private static final double LONG_MILLIS = 10_000;

    /// Medians in milliseconds; NaN where it was not measured.
    ///
    /// @param warm asked for the first time, of what is in the page cache
    /// @param again the very same question
    /// @param crowd each of eight clients at once, every one with another question
    record Times(double cold, double warm, double again, double crowd, double sql) {}

    /// @throws Trouble where plain SQL tells other rows
    Times run() {
        double firstPlain = question.hasSql() ? requireEqual() : Double.NaN;
        int rows = FEWEST_ROWS;
        double coldMillis = Double.NaN;
        if (cold) {
            PageCache.drop();
            coldMillis = ask(rows++);
        }
        ask(rows++);
        List<Double> warm = new ArrayList<>();
        List<Double> again = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            warm.add(ask(rows));
            for (int time = 0; time < TIMES_AGAIN; time++) {
                again.add(ask(rows));
            }
            rows++;
        }
        double crowd = crowd(rows);
        return new Times(coldMillis, Runs.median(warm), Runs.median(again), crowd, plain(firstPlain));
    }

    static String shown(double millis) {
        return Double.isNaN(millis) ? "-" : String.format(Locale.ROOT, "%.1f", millis);
    }

    /// What plain SQL took, in milliseconds.
    private double requireEqual() {
        long begin = System.nanoTime();
        List<String> expected = sql.texts(question.sql(FEWEST_ROWS - 1), List.of());
        double took = (System.nanoTime() - begin) / 1e6;
        List<String> answered = question.rows(question.ask(api, FEWEST_ROWS - 1));
        if (!expected.equals(answered)) {
            throw new Trouble(
                    "Plain SQL does not tell the same of '" + question.shown() + "': " + expected + " but " + answered);
        }
        return took;
    }

    private double plain(double first) {
        if (Double.isNaN(first) || first > LONG_MILLIS) {
            return first;
        }
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            times.add(millis(() -> sql.texts(question.sql(FEWEST_ROWS), List.of())));
        }
        return Runs.median(times);
    }

    private double ask(int rows) {
        return millis(() -> question.take(api, rows));
    }

    private double crowd(int firstRows) {
        List<Double> times = new ArrayList<>();
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            List<Callable<Double>> questions = new ArrayList<>();
            for (int i = 0; i < 2 * CLIENTS; i++) {
                int rows = firstRows + i;
                questions.add(() -> ask(rows));
            }
            for (Future<Double> time : clients.invokeAll(questions)) {
                times.add(time.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Trouble("Interrupted", e);
        } catch (ExecutionException e) {
            throw new Trouble("A client failed: " + e.getCause(), e);
        }
        return Runs.median(times);
    }

    private static double millis(Runnable work) {
        long begin = System.nanoTime();
        work.run();
        return (System.nanoTime() - begin) / 1e6;
    }
}
