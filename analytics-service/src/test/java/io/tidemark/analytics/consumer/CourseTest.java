package io.tidemark.analytics.consumer;

import org.apache.commons.math3.stat.correlation.KendallsCorrelation;
import org.apache.commons.math3.stat.descriptive.rank.Median;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class CourseTest {
    private static final int SERIES = 200;

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "UNKNOWN")
    void ninetyNineOfAHundredSeriesAreCalledWhatTheyAre(GrowthShape shape) {
        List<String> wrong = new ArrayList<>();

        for (int seed = 0; seed < SERIES; seed++) {
            Course course = Course.of(MadeCourses.of(shape, 31L * shape.name().hashCode() + seed));
            if (course.shape() != shape) {
                wrong.add(seed + ": " + course);
            }
        }

        assertThat(wrong).hasSizeLessThanOrEqualTo(SERIES / 100);
    }

    @Test
    void evidenceIsInBytes() {
        double[] days =
                IntStream.range(0, 71).mapToDouble(day -> 1000 + 10 * day).toArray();
        for (int day = 40; day < days.length; day++) {
            days[day] += 5000;
        }

        Course course = Course.of(days);

        assertThat(course.shape()).isEqualTo(GrowthShape.BURSTING);
        assertThat(course.days()).isEqualTo(71);
        assertThat(course.jumps()).isEqualTo(1);
        assertThat(course.jumpBytes()).isBetween(4990L, 5060L);
        assertThat(course.trendBytes()).isBetween(640L, 710L);
        assertThat(course.seasonDays()).isNull();
    }

    @Test
    void weekIsFoundWithItsHeight() {
        double[] days = IntStream.range(0, 70)
                .mapToDouble(day -> day % 7 < 2 ? 900 : 1000)
                .toArray();

        Course course = Course.of(days);

        assertThat(course.shape()).isEqualTo(GrowthShape.SEASONAL);
        assertThat(course.seasonDays()).isEqualTo(7);
        assertThat(course.seasonBytes()).isEqualTo(100);
    }

    @Test
    void whatNeverChangesIsFlatAndWhatIsNewIsUnknown() {
        assertThat(Course.of(new double[40]).shape()).isEqualTo(GrowthShape.FLAT);
        assertThat(Course.of(IntStream.range(0, 40).mapToDouble(i -> 7).toArray())
                        .shape())
                .isEqualTo(GrowthShape.FLAT);
        assertThat(Course.of(new double[27]).shape()).isEqualTo(GrowthShape.UNKNOWN);
    }

    @Test
    void spikeOfADayIsNoise() {
        double[] days = IntStream.range(0, 60).mapToDouble(i -> 1000 + i % 3).toArray();
        days[30] = 9000;

        assertThat(Course.of(days).shape()).isEqualTo(GrowthShape.FLAT);
    }

    @ParameterizedTest
    @ValueSource(ints = {28, 29, 100})
    void trendIsThatOfKendallAndSen(int count) {
        double[] days = new Random(count).doubles(count, 0, 1000).toArray();
        double[] time = IntStream.range(0, count).asDoubleStream().toArray();
        List<Double> slopes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            for (int j = i + 1; j < count; j++) {
                slopes.add((days[j] - days[i]) / (j - i));
            }
        }

        Trend trend = Trend.of(days);

        double s = new KendallsCorrelation().correlation(time, days) * count * (count - 1) / 2;
        double variance = count * (count - 1.0) * (2.0 * count + 5) / 18;
        assertThat(trend.score()).isCloseTo((s - Math.signum(s)) / Math.sqrt(variance), within(1e-9));
        double median =
                new Median().evaluate(slopes.stream().mapToDouble(d -> d).toArray());
        assertThat(trend.change()).isCloseTo(median * (count - 1), within(1e-6));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void accelerationIsByTheFitsOfCommonsMath(long seed) {
        Random random = new Random(seed);
        double bend = random.nextDouble() * 4;
        double[] days = IntStream.range(0, 80)
                .mapToDouble(i -> 100 + i + bend * i * i / 80 + 8 * random.nextGaussian())
                .toArray();
        double[][] straight =
                IntStream.range(0, 80).mapToObj(i -> new double[] {i}).toArray(double[][]::new);
        double[][] curved = IntStream.range(0, 80)
                .mapToObj(i -> new double[] {i, (double) i * i})
                .toArray(double[][]::new);

        double[] curve = fit(days, curved);
        double evidence = 80 * Math.log(error(days, straight) / error(days, curved)) - Math.log(80);
        double first = at(curve, 39.5) - at(curve, 0);
        double second = at(curve, 79) - at(curve, 39.5);

        assertThat(Trend.accelerates(days)).isEqualTo(evidence > 10 && second > 0 && second >= 1.5 * first);
    }

    @Test
    void middleHalfOfAllBytesDecidesTheTemperature() {
        assertThat(Temperature.of(50, 0, 50)).isEqualTo(Temperature.HOT);
        assertThat(Temperature.of(49, 1, 50)).isEqualTo(Temperature.WARM);
        assertThat(Temperature.of(0, 49, 51)).isEqualTo(Temperature.COLD);
        assertThat(Temperature.of(0, 0, 0)).isEqualTo(Temperature.UNKNOWN);
    }

    @Test
    void everyExtensionHasOneKind() {
        List<String> all = Arrays.stream(DataType.values())
                .flatMap(type -> type.extensions().stream())
                .toList();

        assertThat(all).doesNotHaveDuplicates().allMatch(e -> e.matches("[a-z0-9]+"));
    }

    private static double error(double[] days, double[][] x) {
        OLSMultipleLinearRegression regression = new OLSMultipleLinearRegression();
        regression.newSampleData(days, x);
        return regression.calculateResidualSumOfSquares();
    }

    private static double[] fit(double[] days, double[][] x) {
        OLSMultipleLinearRegression regression = new OLSMultipleLinearRegression();
        regression.newSampleData(days, x);
        return regression.estimateRegressionParameters();
    }

    private static double at(double[] curve, double time) {
        return curve[0] + curve[1] * time + curve[2] * time * time;
    }
}
