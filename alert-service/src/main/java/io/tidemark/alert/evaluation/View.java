package io.tidemark.alert.evaluation;

import io.tidemark.alert.source.Reading;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/// What is known of the volumes at a moment.
///
/// @param failure why the readings are missing, null when they are not
public record View(
        List<Reading> readings, Instant now, @Nullable String failure) {

    public View {
        readings = List.copyOf(readings);
    }

    public static View of(List<Reading> readings, Instant now) {
        return new View(readings, now, null);
    }

    public static View blind(String failure, Instant now) {
        return new View(List.of(), now, failure);
    }
}
