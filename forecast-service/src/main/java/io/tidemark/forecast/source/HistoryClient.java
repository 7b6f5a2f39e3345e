package io.tidemark.forecast.source;

import com.fasterxml.jackson.core.type.TypeReference;
import io.tidemark.platform.client.ServiceClient;
import io.tidemark.platform.client.ServiceRefused;
import io.tidemark.platform.client.ServiceUnavailable;
import io.tidemark.platform.page.Page;
import org.jspecify.annotations.Nullable;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/// Asks history-service over HTTP, all pages of each list.
public final class HistoryClient implements History {

    private final ServiceClient history;

    public HistoryClient(ServiceClient history) {
        this.history = history;
    }

    @Override
    public List<Reading> newest(@Nullable String server) {
        String path = "/api/samples/latest" + (server == null ? "" : "?server=" + encoded(server));
        return all(path, cursor -> history.get(cursor, new TypeReference<Page<Latest>>() {}))
                .filter(sample -> sample.sizeBytes > 0)
                .map(Latest::reading)
                .sorted((a, b) -> a.id().compareTo(b.id()))
                .toList();
    }

    @Override
    public List<DailySample> daily(VolumeId id, LocalDate from) {
        String path = "/api/samples/daily?server=%s&volume=%s&from=%s"
                .formatted(
                        encoded(id.server()),
                        encoded(id.volume()),
                        encoded(from.atStartOfDay(ZoneOffset.UTC).toInstant().toString()));
        var begunAnew = new HashSet<LocalDate>();
        List<Daily> days = all(path, cursor -> days(cursor, begunAnew)).toList();
        return days.stream()
                .map(day -> new DailySample(day.day, day.usedBytes, begunAnew.contains(day.day)))
                .toList();
    }

    private Page<Daily> days(String path, Set<LocalDate> begunAnew) {
        Days page = history.get(path, Days.class);
        page.marks().stream().filter(Mark::beginsAnew).map(Mark::day).forEach(begunAnew::add);
        return new Page<>(page.items, page.nextCursor);
    }

    private static <T> Stream<T> all(String path, Function<String, Page<T>> get) {
        var items = new ArrayList<T>();
        String next = path;
        do {
            Page<T> page = asked(next, get);
            items.addAll(page.items());
            next = page.nextCursor() == null ? null : following(path, page.nextCursor());
        } while (next != null);
        return items.stream();
    }

    private static <T> Page<T> asked(String path, Function<String, Page<T>> get) {
        try {
            return get.apply(path);
        } catch (ServiceUnavailable | ServiceRefused e) {
            throw new HistoryAway(String.valueOf(e.getMessage()), e);
        }
    }

    private static String following(String path, String cursor) {
        return path + (path.contains("?") ? "&" : "?") + "cursor=" + encoded(cursor);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private record Latest(
            String server, String volume, Instant at, long sizeBytes, long usedBytes, long availableBytes) {

        Reading reading() {
            return new Reading(new VolumeId(server, volume), at, sizeBytes, usedBytes, availableBytes);
        }
    }

    private record Daily(LocalDate day, long usedBytes) {}

    /// @param marks absent where history does not know them yet
    private record Days(
            List<Daily> items,
            @Nullable List<Mark> marks,
            @Nullable String nextCursor) {

        @Override
        public List<Mark> marks() {
            return marks == null ? List.of() : marks;
        }
    }

    private record Mark(Instant at, String kind) {

        boolean beginsAnew() {
            return kind.equals("replaced") || kind.equals("reset");
        }

        LocalDate day() {
            return LocalDate.ofInstant(at, ZoneOffset.UTC);
        }
    }
}
