package io.tidemark.forecast.upkeep;

import io.tidemark.forecast.capacity.Forecast;
import io.tidemark.forecast.capacity.ForecastStore;
import io.tidemark.forecast.source.VolumeId;
import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// Forecasts in memory.
final class MemoryStore implements ForecastStore {

    private final NavigableMap<VolumeId, NavigableMap<LocalDate, Forecast>> kept = new TreeMap<>();

    @Override
    public synchronized void keep(Forecast forecast) {
        kept.computeIfAbsent(forecast.id(), _ -> new TreeMap<>()).put(forecast.day(), forecast);
    }

    @Override
    public synchronized Map<VolumeId, Forecast> newest(Collection<VolumeId> volumes) {
        var newest = new TreeMap<VolumeId, Forecast>();
        kept.forEach((id, days) -> {
            if (volumes.contains(id)) {
                newest.put(id, days.lastEntry().getValue());
            }
        });
        return newest;
    }

    @Override
    public synchronized List<Forecast> page(
            @Nullable String server, @Nullable String volume, @Nullable VolumeId after, int limit) {
        return kept.values().stream()
                .map(days -> days.lastEntry().getValue())
                .filter(forecast ->
                        server == null || server.equals(forecast.id().server()))
                .filter(forecast ->
                        volume == null || volume.equals(forecast.id().volume()))
                .filter(forecast -> after == null || after.compareTo(forecast.id()) < 0)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized int removeBefore(LocalDate day) {
        int before = size();
        kept.values().forEach(days -> days.headMap(day).clear());
        kept.values().removeIf(Map::isEmpty);
        return before - size();
    }

    synchronized int size() {
        return kept.values().stream().mapToInt(Map::size).sum();
    }
}
