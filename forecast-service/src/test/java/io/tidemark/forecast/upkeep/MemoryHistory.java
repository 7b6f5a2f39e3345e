package io.tidemark.forecast.upkeep;

import io.tidemark.forecast.source.DailySample;
import io.tidemark.forecast.source.History;
import io.tidemark.forecast.source.HistoryAway;
import io.tidemark.forecast.source.Reading;
import io.tidemark.forecast.source.VolumeId;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

import static java.util.Objects.requireNonNull;

/// A history of volumes of a thousand bytes, to each of which every day adds ten bytes.
final class MemoryHistory implements History {

    private static final int SIZE = 1000;

    private final Map<VolumeId, Reading> newest = new TreeMap<>();
    private final Set<VolumeId> damaged = new HashSet<>();
    private boolean away;
    private boolean daysAway;

    /// Sets what was read last.
    void read(VolumeId id, Instant at, long usedBytes) {
        newest.put(id, new Reading(id, at, SIZE, usedBytes, SIZE - usedBytes));
    }

    void goAway() {
        away = true;
    }

    void loseDays() {
        daysAway = true;
    }

    void damage(VolumeId id) {
        damaged.add(id);
    }

    @Override
    public List<Reading> newest(@Nullable String server) {
        require(!away);
        return newest.values().stream()
                .filter(reading -> server == null || server.equals(reading.id().server()))
                .toList();
    }

    @Override
    public List<DailySample> daily(VolumeId id, LocalDate from) {
        require(!away && !daysAway);
        if (damaged.contains(id)) {
            throw new ArithmeticException("no series can be made of this");
        }
        LocalDate today = requireNonNull(newest.get(id)).day();
        return IntStream.rangeClosed(1, 50)
                .mapToObj(ago -> new DailySample(today.minusDays(ago), 510 - 10L * ago))
                .filter(sample -> !sample.day().isBefore(from))
                .toList();
    }

    private static void require(boolean here) {
        if (!here) {
            throw new HistoryAway("history is away", new IOException("connection refused"));
        }
    }
}
