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

    /// Empty where either is no name.
    public static Optional<VolumeId> ifValid(String server, String volume) {
        return isName(server) && isName(volume) ? Optional.of(new VolumeId(server, volume)) : Optional.empty();
    }

    /// Whether a server or a volume can be called so: not blank, and without the character that PostgreSQL cannot keep.
    public static boolean isName(String text) {
        return !text.isBlank() && text.indexOf('\0') < 0;
    }

    @Override
    public int compareTo(VolumeId other) {
        return ORDER.compare(this, other);
    }
}
