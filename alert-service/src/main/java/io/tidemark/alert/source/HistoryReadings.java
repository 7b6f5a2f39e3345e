package io.tidemark.alert.source;

import com.fasterxml.jackson.core.type.TypeReference;
import io.tidemark.platform.client.ServiceClient;
import io.tidemark.platform.client.ServiceRefused;
import io.tidemark.platform.client.ServiceUnavailable;
import io.tidemark.platform.page.Page;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Asks history-service for the newest sample of every volume. A sample that contradicts itself is left out and
/// logged: one broken agent must not blind us to all others.
public final class HistoryReadings implements ReadingSource {

    private static final Logger LOG = Logger.getLogger(HistoryReadings.class);
    private static final String LATEST = "/api/samples/latest";

    private final Supplier<ServiceClient> history;

    /// @param history may fail as the client itself does
    public HistoryReadings(Supplier<ServiceClient> history) {
        this.history = history;
    }

    @Override
    public List<Reading> latest() {
        try {
            return allPages(history.get());
        } catch (ServiceUnavailable | ServiceRefused failure) {
            throw new SourceFailure(String.valueOf(failure.getMessage()), failure);
        }
    }

    private static List<Reading> allPages(ServiceClient client) {
        var readings = new ArrayList<Reading>();
        String path = LATEST;
        while (path != null) {
            Page<LatestSample> page = client.get(path, new TypeReference<Page<LatestSample>>() {});
            page.items().stream().flatMap(HistoryReadings::reading).forEach(readings::add);
            path = Optional.ofNullable(page.nextCursor())
                    .map(HistoryReadings::behind)
                    .orElse(null);
        }
        return readings;
    }

    private static String behind(String cursor) {
        return LATEST + "?cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
    }

    private static Stream<Reading> reading(LatestSample sample) {
        try {
            return Stream.of(sample.toReading());
        } catch (IllegalArgumentException wrong) {
            LOG.warnf("server=%s sample left out: %s", sample.server, wrong.getMessage());
            return Stream.empty();
        }
    }

    /// The part of history's sample that is read here; missing inode counts are none.
    private record LatestSample(
            String server,
            String volume,
            Instant at,
            long usedBytes,
            long availableBytes,
            @Nullable Long inodes,
            @Nullable Long inodesFree) {

        private Reading toReading() {
            return new Reading(server, volume, at, usedBytes, availableBytes, orNone(inodes), orNone(inodesFree));
        }

        private static long orNone(@Nullable Long count) {
            return count == null ? 0 : count;
        }
    }
}
