package io.tidemark.forecast.capacity;

import io.tidemark.forecast.backtest.Backtest;

/// What a site may set about how forecasts are made.
///
/// @param minimumDays the fewest measured days a forecast is made from
/// @param longestGap the most missing days in a row that are filled in
/// @param horizonDays how far ahead the day of filling is looked for
/// @param paths how many futures are simulated
public record ForecastRules(int minimumDays, int longestGap, int horizonDays, int paths) {

    public ForecastRules {
        check("minimum-days", minimumDays, Backtest.FEWEST_VALUES, 365);
        check("longest-gap", longestGap, 0, 30);
        check("horizon-days", horizonDays, 7, 3650);
        check("paths", paths, 100, 100_000);
    }

    private static void check(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "forecast." + name + " must be from " + least + " to " + most + ", not " + value);
        }
    }
}
