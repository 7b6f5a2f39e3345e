package io.tidemark.history.retention;

import io.tidemark.history.policy.EffectivePolicy;
import io.tidemark.history.policy.PolicyField;
import io.tidemark.history.snapshot.Detail;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/// What a server's retention policy says.
///
/// @param newest how many of the newest periods with a snapshot keep their last one; where no kind of
/// period is there,
/// every snapshot is kept
/// @param fullFor age up to which all is kept; null for ever
/// @param directoriesFor age up to which directories are kept; null for ever
/// @param totalsFor age up to which totals are kept; null for ever
/// @param largeChange share of entries from which a change is large
/// @param largeChangeFor age up to which both snapshots around a large change stay whole
public record Rules(
        Map<Period, Long> newest,
        @Nullable Duration fullFor,
        @Nullable Duration directoriesFor,
        @Nullable Duration totalsFor,
        double largeChange,
        Duration largeChangeFor) {

    public static Rules of(EffectivePolicy policy) {
        Map<Period, Long> newest = new EnumMap<>(Period.class);
        for (Period period : Period.values()) {
            if (policy.setting(period.field()).value() instanceof Long count) {
                newest.put(period, count);
            }
        }
        return new Rules(
                newest,
                duration(policy, PolicyField.FULL_FOR),
                duration(policy, PolicyField.DIRECTORIES_FOR),
                duration(policy, PolicyField.TOTALS_FOR),
                policy.setting(PolicyField.LARGE_CHANGE).value() instanceof Double share ? share : 1,
                policy.setting(PolicyField.LARGE_CHANGE_FOR).value() instanceof String text
                        ? Duration.parse(text)
                        : Duration.ZERO);
    }

    /// What a snapshot of this age may have left.
    Detail detailAt(Duration age) {
        if (isWithin(age, fullFor)) {
            return Detail.FULL;
        }
        if (isWithin(age, directoriesFor)) {
            return Detail.DIRECTORIES;
        }
        return isWithin(age, totalsFor) ? Detail.TOTALS : Detail.GONE;
    }

    private static boolean isWithin(Duration age, @Nullable Duration limit) {
        return limit == null || age.compareTo(limit) <= 0;
    }

    private static @Nullable Duration duration(EffectivePolicy policy, PolicyField field) {
        return policy.setting(field).value() instanceof String text ? Duration.parse(text) : null;
    }
}
