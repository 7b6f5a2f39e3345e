package io.tidemark.platform.test;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Random;
import java.util.function.LongSupplier;

/// Whether two questions can be told apart by how long their answers take. They are asked in pairs, in a random order,
/// and it is counted how often the first of the two takes longer. Where nothing but chance tells them apart, that is a
/// throw of a fair coin each time, whatever else the machine does and however that changes: the coin that chose the
/// order is one.
public final class Timing {
    /// Beyond so many standard deviations it is not chance: that happens by chance to one comparison in 1,700,000.
    public static final double LIMIT = 5;

    private static final int PAIRS = 200;
    private static final int FIRST_PAIRS = 30;
    private static final int FIRST_ERROR = 400;

    private Timing() {}

    /// How many standard deviations more often than every second time `one` takes longer than `other`, so that it lies
    /// between `-LIMIT` and `LIMIT` where they cannot be told apart.
    ///
    /// @param one asks, and says how long the answer took
    public static double deviations(LongSupplier one, LongSupplier other) {
        Random coin = new Random();
        longer(FIRST_PAIRS, one, other, coin);
        return (longer(PAIRS, one, other, coin) - PAIRS / 2.0) / Math.sqrt(PAIRS / 4.0);
    }

    private static int longer(int pairs, LongSupplier one, LongSupplier other, Random coin) {
        int longer = 0;
        for (int i = 0; i < pairs; i++) {
            longer += isLonger(one, other, coin.nextBoolean()) ? 1 : 0;
        }
        return longer;
    }

    private static boolean isLonger(LongSupplier one, LongSupplier other, boolean oneFirst) {
        long first = (oneFirst ? one : other).getAsLong();
        long second = (oneFirst ? other : one).getAsLong();
        return oneFirst ? first > second : second > first;
    }

    /// Asks by `GET` on the present thread and a connection that is kept, and says how many nanoseconds it took until
    /// the answer was read.
    public static LongSupplier get(URI address, String token) {
        return () -> {
            try {
                return nanos(address, token);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    private static long nanos(URI address, String token) throws IOException {
        long begin = System.nanoTime();
        HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
        connection.setRequestProperty("Authorization", "Bearer " + token);
        try (InputStream answer = connection.getResponseCode() < FIRST_ERROR
                ? connection.getInputStream()
                : connection.getErrorStream()) {
            answer.readAllBytes();
        }
        return System.nanoTime() - begin;
    }
}
