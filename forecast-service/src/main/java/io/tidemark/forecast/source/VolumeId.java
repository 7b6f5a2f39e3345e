package io.tidemark.forecast.source;

import java.util.Comparator;
import java.util.Optional;

/// A volume: the server it is on and its mount point. Ordered by server, then mount point.
public record VolumeId(String server, String volume) implements Comparable<VolumeId> {

    private static final Comparator<VolumeId> ORDER =
            Comparator.comparing(VolumeId::server).thenComparing(VolumeId::volume);

    public VolumeId {
        if (server.isBlank()) {
            throw new IllegalArgumentException("server must not be blank");
        }
        if (volume.isBlank()) {
            throw new IllegalArgumentException("volume must not be blank");
        }
    }

    /// Empty where either is blank.
    public static Optional<VolumeId> ifValid(String server, String volume) {
        return server.isBlank() || volume.isBlank() ? Optional.empty() : Optional.of(new VolumeId(server, volume));
    }

    @Override
    public int compareTo(VolumeId other) {
        return ORDER.compare(this, other);
    }
}
