package io.tidemark.history.sample;

import io.tidemark.history.server.ServerName;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;

/// An item of a series: a reading, or several of them rolled up.
public sealed interface Point permits Sample, Bucket {

    /// By time, server and volume, texts as their UTF-8 bytes: the order of all lists.
    Comparator<Point> ORDER = Comparator.comparing(Point::at)
            .thenComparing(point -> utf8(point.server().value()), Arrays::compareUnsigned)
            .thenComparing(point -> utf8(point.volume()), Arrays::compareUnsigned);

    ServerName server();

    String volume();

    Instant at();

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
