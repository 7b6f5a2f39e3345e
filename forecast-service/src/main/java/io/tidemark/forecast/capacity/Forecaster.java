package io.tidemark.forecast.capacity;

import io.tidemark.forecast.backtest.Backtest;
import io.tidemark.forecast.backtest.Radii;
import io.tidemark.forecast.backtest.Score;
import io.tidemark.forecast.capacity.Outcome.InsufficientHistory;
import io.tidemark.forecast.capacity.Outcome.ModelError;
import io.tidemark.forecast.capacity.Outcome.Ready;
import io.tidemark.forecast.model.Fit;
import io.tidemark.forecast.series.CalmSeries;
import io.tidemark.forecast.series.DailySeries;
import io.tidemark.forecast.series.SeriesBuilder;
import io.tidemark.forecast.source.DailySample;
import io.tidemark.forecast.source.Reading;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;

import static java.time.temporal.ChronoUnit.DAYS;

/// Makes forecasts. The same reading, samples and moment give the same forecast, on every machine.
public final class Forecaster {

    private static final int GROWTH_DAYS = 30;
    private static final int DAILY_POINTS = 28;
    private static final int WEEK = 7;

    private final ForecastRules rules;
    private final SeriesBuilder series;

    public Forecaster(ForecastRules rules) {
        this.rules = rules;
        this.series = new SeriesBuilder(rules.longestGap());
    }

    /// @param samples the volume's, in any order
    public Forecast make(Reading newest, List<DailySample> samples, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        DailySeries used = series.build(samples, newest.day(), today);
        Outcome outcome = used.measuredDays() < rules.minimumDays()
                ? new InsufficientHistory(used.measuredDays(), rules.minimumDays())
                : ready(used, newest, today);
        return new Forecast(newest, now, outcome);
    }

    private Ready ready(DailySeries used, Reading newest, LocalDate today) {
        CalmSeries calm = CalmSeries.of(used);
        double[] values = calm.values();
        List<Score> scores = Backtest.run(values, Full.CONFIDENCE);
        Score best = scores.getFirst();
        Fit fit = best.model().fit(values);
        var path = new ExpectedPath(used.lastDay(), values[values.length - 1], fit, best.radii(), newest);
        return new Ready(
                used.measuredDays(),
                rules.minimumDays(),
                used.filledDays(),
                calm.bursts(),
                used.lastDay(),
                Math.round((path.ahead(GROWTH_DAYS) - path.ahead(0)) / GROWTH_DAYS),
                full(values, path, best.radii(), newest, today),
                scores.stream().map(s -> new ModelError(s.model(), s.error())).toList(),
                points(path, best.radii(), newest, today));
    }

    private Full full(double[] values, ExpectedPath path, Radii radii, Reading newest, LocalDate today) {
        if (newest.availableBytes() == 0) {
            return Full.already(newest.day());
        }
        int horizon = offset(path, today) + rules.horizonDays();
        FirstPassage passage = FirstPassage.simulate(
                values,
                path.until(horizon),
                (double) newest.fillableBytes(),
                radii,
                rules.paths(),
                seed(newest, path.day(0)));
        return Full.between(
                day(passage, 0.1, path, today), day(passage, 0.5, path, today), day(passage, 0.9, path, today));
    }

    private static @Nullable LocalDate day(FirstPassage passage, double share, ExpectedPath path, LocalDate today) {
        var ahead = passage.daysAhead(share);
        if (ahead.isEmpty()) {
            return null;
        }
        LocalDate day = path.day(ahead.getAsInt());
        return day.isBefore(today) ? today : day;
    }

    private List<ForecastPoint> points(ExpectedPath path, Radii radii, Reading newest, LocalDate today) {
        int past = offset(path, today);
        return IntStream.rangeClosed(1, rules.horizonDays())
                .filter(day -> day <= DAILY_POINTS || day % WEEK == 0)
                .map(day -> past + day)
                .mapToObj(ahead -> point(path, radii, newest, ahead))
                .toList();
    }

    /// A path may ask for more than the volume holds: that is the need. It stays within no bytes and ten times the
    /// size.
    private static ForecastPoint point(ExpectedPath path, Radii radii, Reading newest, int ahead) {
        double most = 10.0 * newest.sizeBytes();
        double expected = path.ahead(ahead);
        double radius = radii.ahead(ahead);
        return new ForecastPoint(
                path.day(ahead),
                Math.round(Math.clamp(expected, 0, most)),
                Math.round(Math.clamp(expected - radius, 0, most)),
                Math.round(Math.clamp(expected + radius, 0, most)),
                ahead <= radii.measuredDays());
    }

    /// Days between the last finished day and yesterday: 0 where history is up to date.
    private static int offset(ExpectedPath path, LocalDate today) {
        return (int) DAYS.between(path.day(0), today) - 1;
    }

    private static long seed(Reading newest, LocalDate lastDay) {
        long volume =
                31L * newest.id().server().hashCode() + newest.id().volume().hashCode();
        return 31 * volume + lastDay.toEpochDay();
    }
}
