package io.tidemark.forecast.store;

import io.tidemark.forecast.capacity.Forecast;
import io.tidemark.forecast.capacity.ForecastStore;
import io.tidemark.forecast.source.VolumeId;
import io.tidemark.platform.store.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Forecasts in PostgreSQL.
@ApplicationScoped
class PanacheForecastStore implements ForecastStore {

    private final ForecastRepository forecasts;

    PanacheForecastStore(ForecastRepository forecasts) {
        this.forecasts = forecasts;
    }

    @Override
    public void keep(Forecast forecast) {
        Blocking.await(() -> forecasts.keep(forecast));
    }

    @Override
    public Map<VolumeId, Forecast> newest(Collection<VolumeId> volumes) {
        if (volumes.isEmpty()) {
            return Map.of();
        }
        Set<String> servers = volumes.stream().map(VolumeId::server).collect(Collectors.toSet());
        Set<VolumeId> wanted = Set.copyOf(volumes);
        var newest = new HashMap<VolumeId, Forecast>();
        for (ForecastEntity row : Blocking.await(() -> forecasts.newestOn(servers))) {
            var id = new VolumeId(row.server, row.volume);
            if (wanted.contains(id)) {
                newest.put(id, ForecastDocument.read(row.document));
            }
        }
        return newest;
    }

    @Override
    public List<Forecast> page(@Nullable String server, @Nullable String volume, @Nullable VolumeId after, int limit) {
        return Blocking.await(() -> forecasts.page(server, volume, after, limit)).stream()
                .map(row -> ForecastDocument.read(row.document))
                .toList();
    }

    @Override
    public int removeBefore(LocalDate day) {
        return Math.toIntExact(Blocking.await(() -> forecasts.removeBefore(day)));
    }
}
