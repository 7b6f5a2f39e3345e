package io.tidemark.forecast.capacity;

import io.tidemark.forecast.capacity.Outcome.InsufficientHistory;
import io.tidemark.forecast.capacity.Outcome.Ready;
import io.tidemark.forecast.source.Reading;
import io.tidemark.forecast.source.VolumeId;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// A forecast of one volume as made at one moment.
///
/// @param reading the newest reading it starts from: capacity is always today's
public record Forecast(Reading reading, Instant madeAt, Outcome outcome) {

    public VolumeId id() {
        return reading.id();
    }

    /// The UTC day it was made on.
    public LocalDate day() {
        return LocalDate.ofInstant(madeAt, ZoneOffset.UTC);
    }

    /// Whether it still holds: made on this day (or nothing was read since), of the same capacity, and what was read
    /// since
    /// lies within the bounds of the first day. A refusal never holds: history may have been filled up meanwhile.
    public boolean holds(Reading newest, LocalDate today) {
        boolean current = day().equals(today) || newest.at().equals(reading.at());
        return current
                && newest.sizeBytes() == reading.sizeBytes()
                && (newest.availableBytes() == 0) == (reading.availableBytes() == 0)
                && switch (outcome) {
                    case Ready ready -> foresaw(ready, newest.usedBytes());
                    case InsufficientHistory _ -> false;
                };
    }

    private boolean foresaw(Ready ready, long usedBytes) {
        ForecastPoint first = ready.points().getFirst();
        return usedBytes >= Math.min(reading.usedBytes(), first.lowerBytes())
                && usedBytes <= Math.max(reading.usedBytes(), first.upperBytes());
    }
}
