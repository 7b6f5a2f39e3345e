package io.tidemark.history.sample;

import io.tidemark.history.policy.EffectivePolicy;
import io.tidemark.history.policy.PolicyField;
import org.jspecify.annotations.Nullable;

import java.time.Duration;

/// How old a server's samples may get; null for ever.
public record SampleAges(
        @Nullable Duration readings,
        @Nullable Duration hours,
        @Nullable Duration days) {

    public static SampleAges of(EffectivePolicy policy) {
        return new SampleAges(
                age(policy, PolicyField.SAMPLES_FOR),
                age(policy, PolicyField.SAMPLE_HOURS_FOR),
                age(policy, PolicyField.SAMPLE_DAYS_FOR));
    }

    private static @Nullable Duration age(EffectivePolicy policy, PolicyField field) {
        return policy.setting(field).value() instanceof String text ? Duration.parse(text) : null;
    }
}
