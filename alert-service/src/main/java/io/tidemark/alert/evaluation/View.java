package io.tidemark.alert.evaluation;

import io.tidemark.alert.source.Reading;
import io.tidemark.platform.tenant.Tenant;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What is known of the volumes at a moment.
///
/// @param failure why the readings are missing, null when they are not
public record View(
        List<Reading> readings, Instant now, @Nullable String failure) {

    public View {
        readings = List.copyOf(readings);
    }

    /// Whose volumes there are.
    public Set<Tenant> tenants() {
        return readings.stream().map(reading -> Tenant.of(reading.server())).collect(Collectors.toUnmodifiableSet());
    }

    public static View of(List<Reading> readings, Instant now) {
        return new View(readings, now, null);
    }

    public static View blind(String failure, Instant now) {
        return new View(List.of(), now, failure);
    }
}
