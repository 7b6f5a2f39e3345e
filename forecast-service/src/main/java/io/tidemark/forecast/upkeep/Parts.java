package io.tidemark.forecast.upkeep;

import io.quarkus.runtime.Startup;
import io.tidemark.forecast.capacity.ForecastRules;
import io.tidemark.forecast.capacity.Forecaster;
import io.tidemark.forecast.source.History;
import io.tidemark.forecast.source.HistoryClient;
import io.tidemark.platform.client.ServiceClient;
import io.tidemark.platform.client.TokenSource;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

import java.time.InstantSource;

/// Makes the plain parts from the configuration, at start, so that a wrong value stops it.
class Parts {

    private static final Logger LOG = Logger.getLogger(Parts.class);

    @Produces
    @Singleton
    History history(ForecastConfig config, TokenSource tokens) {
        return new HistoryClient(ServiceClient.of(config.historyUrl(), tokens));
    }

    @Produces
    @Singleton
    @Startup
    Forecaster forecaster(ForecastConfig config) {
        try {
            ConfigLimits.check(config);
            return new Forecaster(rules(config));
        } catch (IllegalArgumentException e) {
            // Quarkus prints many lines of stack; this one says what to do
            LOG.fatalf("cannot start with this setting: %s", e.getMessage());
            throw e;
        }
    }

    private static ForecastRules rules(ForecastConfig config) {
        return new ForecastRules(config.minimumDays(), config.longestGap(), config.horizonDays(), config.paths());
    }

    @Produces
    @Singleton
    InstantSource clock() {
        return InstantSource.system();
    }
}
