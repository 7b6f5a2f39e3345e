package io.tidemark.scan.publish;

import io.tidemark.scan.volume.Sample;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What stays of samples that wait for history: all for a day, one in five minutes for a week after that, one an hour
/// then, until they are too old.
final class SampleThinning {

    private static final Duration WHOLE = Duration.ofDays(1);
    private static final Duration FINE = WHOLE.plusDays(7);
    private static final Duration FINE_STEP = Duration.ofMinutes(5);
    private static final Duration COARSE_STEP = Duration.ofHours(1);

    private SampleThinning() {}

    private record Place(String volume, long step) {}

    /// True where samples of this age are thinned at all.
    static boolean thins(Duration age) {
        return age.compareTo(WHOLE) > 0;
    }

    /// The last sample of each volume in each step.
    ///
    /// @param samples oldest first
    /// @param age of the youngest
    static List<Sample> keep(List<Sample> samples, Duration age) {
        Duration step = age.compareTo(FINE) > 0 ? COARSE_STEP : FINE_STEP;
        Map<Place, Sample> last = new LinkedHashMap<>();
        for (Sample sample : samples) {
            last.put(new Place(sample.volume(), stepOf(sample.at(), step)), sample);
        }
        return List.copyOf(last.values());
    }

    private static long stepOf(Instant at, Duration step) {
        return Math.floorDiv(at.getEpochSecond(), step.toSeconds());
    }
}
