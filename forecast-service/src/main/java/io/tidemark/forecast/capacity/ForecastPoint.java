package io.tidemark.forecast.capacity;

import java.time.LocalDate;

/// What is expected at the end of one day, in bytes.
///
/// @param measured whether the bounds come from errors of the backtest at this distance; where not, they are the widest
///     of those, scaled by the square root of the distance
public record ForecastPoint(LocalDate day, long usedBytes, long lowerBytes, long upperBytes, boolean measured) {

    public ForecastPoint {
        if (lowerBytes < 0 || lowerBytes > usedBytes || usedBytes > upperBytes) {
            throw new IllegalArgumentException("bounds must not be negative and must enclose the expected value");
        }
    }
}
