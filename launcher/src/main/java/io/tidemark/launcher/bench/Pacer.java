package io.tidemark.launcher.bench;

import io.tidemark.launcher.trouble.Trouble;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/// Asks at a fixed rate, whether answers come or not, as long as not too many are awaited. A time counts from when its
/// request was due, so that a server which stops for a moment is charged with everybody who waited.
final class Pacer {
    private static final double MILLI = 1e6;
    private static final int GOOD = 200;
    private static final int AWAITED = 200;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Semaphore free = new Semaphore(AWAITED);
    private final String token;

    Pacer(String token) {
        this.token = token;
    }

    /// @param addresses asked in turn
    /// @return milliseconds, in the order of the requests
    /// @throws Trouble where one answer is not 200
    List<Double> run(List<URI> addresses, int perSecond, int seconds) {
        List<CompletableFuture<Double>> answers = new ArrayList<>();
        long begin = System.nanoTime();
        for (int i = 0; i < perSecond * seconds; i++) {
            long due = begin + i * 1_000_000_000L / perSecond;
            LockSupport.parkNanos(due - System.nanoTime());
            free.acquireUninterruptibly();
            answers.add(ask(addresses.get(i % addresses.size()), due));
        }
        try {
            return answers.stream().map(CompletableFuture::join).toList();
        } catch (CompletionException e) {
            throw new Trouble("history-service does not answer: " + e.getMessage(), e);
        }
    }

    private CompletableFuture<Double> ask(URI address, long due) {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + token)
                .build();
        return http.sendAsync(request, BodyHandlers.ofByteArray())
                .whenComplete((answer, failure) -> free.release())
                .thenApply(answer -> {
                    requireGood(answer);
                    return (System.nanoTime() - due) / MILLI;
                });
    }

    private static void requireGood(HttpResponse<byte[]> answer) {
        if (answer.statusCode() != GOOD) {
            throw new Trouble(answer.uri() + " answered " + answer.statusCode());
        }
    }

    /// The smallest value that so many of a hundred do not exceed.
    static double percentile(List<Double> values, double percent) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get((int) Math.ceil(percent / 100 * sorted.size()) - 1);
    }
}
