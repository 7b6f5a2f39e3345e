package io.tidemark.forecast.upkeep;

import io.tidemark.forecast.capacity.Forecast;
import io.tidemark.forecast.capacity.ForecastStore;
import io.tidemark.forecast.source.History;
import io.tidemark.forecast.source.HistoryAway;
import io.tidemark.forecast.source.Reading;
import io.tidemark.forecast.source.VolumeId;
import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.tenant.Tenancy;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Answers with forecasts that hold: stored ones, and new ones where none is stored or what was read since
/// contradicts it. Where history-service is away the last stored ones are given, as old as they are.
@ApplicationScoped
public class Forecasts {

    private static final Logger LOG = Logger.getLogger(Forecasts.class);

    private final History history;
    private final ForecastStore store;
    private final ForecastMaker maker;
    private final Duration retryAfter;
    private final int daysNeeded;

    Forecasts(History history, ForecastStore store, ForecastMaker maker, ForecastConfig config) {
        this.history = history;
        this.store = store;
        this.maker = maker;
        this.retryAfter = config.retryAfter();
        this.daysNeeded = config.minimumDays();
    }

    /// Up to `limit` forecasts, ordered by [VolumeId]. Blocks.
    ///
    /// @param who of whose volumes
    /// @param server only this server's, or null; one of another tenant is not looked for, so that how long
    /// the answer takes tells nothing of it
    /// @param volume only volumes with this mount point, or null
    /// @param after only volumes behind this one, or null
    /// @throws ProblemException 503 where history-service is away and nothing is stored
    public List<Forecast> page(
            Tenancy who, @Nullable String server, @Nullable String volume, @Nullable VolumeId after, int limit) {
        if (server != null && !who.contains(server)) {
            return List.of();
        }
        try {
            List<Reading> readings = history.newest(server).stream()
                    .filter(reading -> who.contains(reading.id().server()))
                    .filter(reading ->
                            volume == null || volume.equals(reading.id().volume()))
                    .filter(reading -> after == null || after.compareTo(reading.id()) < 0)
                    .limit(limit)
                    .toList();
            return holding(readings);
        } catch (HistoryAway e) {
            LOG.warnf("history is away cause=%s", e.getMessage());
            return stored(who, server, volume, after, limit, e);
        }
    }

    /// What is said of a volume that history has no sample of.
    public Unknown unknown(String server, String volume) {
        return new Unknown(server, volume, daysNeeded, maker.now());
    }

    /// A forecast that holds for each of these readings, in their order.
    ///
    /// @throws HistoryAway where one without any stored forecast cannot be made
    private List<Forecast> holding(List<Reading> readings) {
        return begun(readings).stream().map(Supplier::get).toList();
    }

    /// As many of these readings as possible get a forecast that holds: one that cannot be made is logged, and does not
    /// keep the others from it.
    ///
    /// @throws HistoryAway where one without any stored forecast cannot be made because history does not answer
    List<Forecast> renewed(List<Reading> readings) {
        List<Supplier<Forecast>> begun = begun(readings);
        return IntStream.range(0, readings.size())
                .boxed()
                .flatMap(i -> ifMade(readings.get(i).id(), begun.get(i)))
                .toList();
    }

    private static Stream<Forecast> ifMade(VolumeId id, Supplier<Forecast> begun) {
        try {
            return Stream.of(begun.get());
        } catch (HistoryAway e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.errorf(e, "a forecast could not be made server=%s volume=%s", id.server(), id.volume());
            return Stream.empty();
        }
    }

    private List<Supplier<Forecast>> begun(List<Reading> readings) {
        LocalDate today = maker.today();
        Map<VolumeId, Forecast> known =
                store.newest(readings.stream().map(Reading::id).toList());
        List<Supplier<Forecast>> answers = new ArrayList<>();
        for (Reading newest : readings) {
            Forecast last = known.get(newest.id());
            answers.add(last != null && last.holds(newest, today) ? () -> last : making(newest, last));
        }
        return answers;
    }

    private Supplier<Forecast> making(Reading newest, @Nullable Forecast last) {
        CompletableFuture<Forecast> begun = maker.begin(newest);
        return () -> orLast(begun, last);
    }

    private static Forecast orLast(CompletableFuture<Forecast> begun, @Nullable Forecast last) {
        try {
            return ForecastMaker.await(begun);
        } catch (HistoryAway e) {
            if (last == null) {
                throw e;
            }
            return last;
        }
    }

    private List<Forecast> stored(
            Tenancy who,
            @Nullable String server,
            @Nullable String volume,
            @Nullable VolumeId after,
            int limit,
            HistoryAway why) {
        List<Forecast> last = store.page(server, volume, after, limit).stream()
                .filter(forecast -> who.contains(forecast.id().server()))
                .toList();
        if (last.isEmpty() && after == null) {
            throw new ProblemException(
                            ProblemCode.UNAVAILABLE, "history-service does not answer, and no forecast is stored", why)
                    .retryAfter(retryAfter);
        }
        return last;
    }
}
