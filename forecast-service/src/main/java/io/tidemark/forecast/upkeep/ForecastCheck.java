package io.tidemark.forecast.upkeep;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.tidemark.forecast.capacity.Forecast;
import io.tidemark.forecast.capacity.ForecastStore;
import io.tidemark.forecast.source.History;
import io.tidemark.forecast.source.HistoryAway;
import io.tidemark.forecast.source.Reading;
import io.tidemark.platform.tenant.PresentTenancy;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The regular check: makes the forecasts that are due, once for each day and volume, and removes those kept long
/// enough. One replica does it; runs on a worker thread.
@ApplicationScoped
public class ForecastCheck {

    private static final Logger LOG = Logger.getLogger(ForecastCheck.class);
    private static final int BATCH = 100;

    private final History history;
    private final Forecasts forecasts;
    private final ForecastStore store;
    private final ForecastMaker maker;
    private final ForecastMetrics metrics;
    private final Lease lease;
    private final Duration leaseLength;
    private final int keepDays;

    ForecastCheck(
            History history,
            Forecasts forecasts,
            ForecastStore store,
            ForecastMaker maker,
            ForecastMetrics metrics,
            Lease lease,
            ForecastConfig config) {
        this.history = history;
        this.forecasts = forecasts;
        this.store = store;
        this.maker = maker;
        this.metrics = metrics;
        this.lease = lease;
        this.leaseLength = config.checkEvery().dividedBy(2);
        this.keepDays = config.keepDays();
    }

    @Scheduled(
            identity = "forecast-check",
            every = "${forecast.check-every:PT1H}",
            delayed = "${forecast.check-delay:PT30S}",
            concurrentExecution = ConcurrentExecution.SKIP)
    void run() {
        PresentTenancy.asAll(this::ran);
    }

    /// @return false where another replica does it, or history is away
    private boolean ran() {
        if (!lease.take("forecast-check", leaseLength)) {
            return false;
        }
        try {
            check();
            return true;
        } catch (HistoryAway e) {
            LOG.warnf("forecasts are not renewed: history is away cause=%s", e.getMessage());
            return false;
        }
    }

    /// Renews what is due.
    ///
    /// @throws HistoryAway with what was made until then kept
    void check() {
        List<Reading> readings = history.newest(null);
        var all = new ArrayList<Forecast>();
        for (int from = 0; from < readings.size(); from += BATCH) {
            all.addAll(forecasts.renewed(readings.subList(from, Math.min(from + BATCH, readings.size()))));
        }
        metrics.show(all, maker.today());
        int removed = store.removeBefore(maker.today().minusDays(keepDays));
        LOG.infof("forecasts checked volumes=%d removed=%d", all.size(), removed);
    }
}
