package io.tidemark.forecast.source;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.List;

/// What history-service knows about volumes. Every method blocks, and throws [HistoryAway] when history-service does
/// not
/// answer, or answers what cannot be read.
public interface History {

    /// The newest reading of each volume, of one server or of all, in the order of [VolumeId]. Volumes without size
    /// (pseudo file systems) are left out.
    List<Reading> newest(@Nullable String server);

    /// One sample for each day with readings, from a day on, oldest first. Days without readings are absent.
    List<DailySample> daily(VolumeId id, LocalDate from);
}
