package io.tidemark.forecast.capacity;

import io.tidemark.forecast.model.ModelKind;

import java.time.LocalDate;
import java.util.List;

/// What came of trying to forecast a volume.
public sealed interface Outcome {

    /// Measured days in the stretch of history that could be used.
    int daysOfHistory();

    /// The measured days a forecast takes.
    int daysNeeded();

    /// A forecast.
    ///
    /// @param filledDays days of the stretch that were missing and are interpolated
    /// @param burstsSetAside sudden changes that were not taken for a trend
    /// @param lastDay the last finished day the models saw
    /// @param growthBytesPerDay mean over the next thirty days; negative where the volume empties
    /// @param errors each model's scaled error in the backtest, best first; the first one's model made the forecast
    /// @param points the ends of days, daily for four weeks, then weekly
    record Ready(
            int daysOfHistory,
            int daysNeeded,
            int filledDays,
            int burstsSetAside,
            LocalDate lastDay,
            long growthBytesPerDay,
            Full full,
            List<ModelError> errors,
            List<ForecastPoint> points)
            implements Outcome {

        public Ready {
            errors = List.copyOf(errors);
            points = List.copyOf(points);
            if (errors.isEmpty() || points.isEmpty()) {
                throw new IllegalArgumentException("a forecast has errors and points");
            }
        }

        public ModelKind model() {
            return errors.getFirst().model();
        }
    }

    /// Too little is known.
    ///
    /// @param daysNeeded how many measured days a forecast takes
    record InsufficientHistory(int daysOfHistory, int daysNeeded) implements Outcome {

        public InsufficientHistory {
            if (daysOfHistory < 0 || daysNeeded <= daysOfHistory) {
                throw new IllegalArgumentException("history is insufficient below daysNeeded, from 0 days on");
            }
        }
    }

    /// A model's mean absolute scaled error in the backtest.
    record ModelError(ModelKind model, double scaledError) {}
}
