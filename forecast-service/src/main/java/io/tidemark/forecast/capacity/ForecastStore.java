package io.tidemark.forecast.capacity;

import io.tidemark.forecast.source.VolumeId;
import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Keeps forecasts, one for each volume and UTC day, so that what was predicted can be held against what came. Every
/// method
/// blocks. All or nothing: a method that throws has changed nothing.
public interface ForecastStore {

    /// Keeps a forecast; one of the same volume and day is replaced.
    void keep(Forecast forecast);

    /// The newest forecast of each of the volumes that has any.
    Map<VolumeId, Forecast> newest(Collection<VolumeId> volumes);

    /// The newest forecast of each volume, ordered by [VolumeId].
    ///
    /// @param server only this server's, or null
    /// @param volume only volumes with this mount point, or null
    /// @param after only volumes behind this one, or null
    List<Forecast> page(@Nullable String server, @Nullable String volume, @Nullable VolumeId after, int limit);

    /// Removes all forecasts made before a day and tells how many.
    int removeBefore(LocalDate day);
}
