package io.tidemark.scan.snapshot;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;

/// Makes identifiers that sort by time: UUID version 7 (RFC 9562).
public final class SnapshotIds {

    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    public SnapshotIds(InstantSource clock) {
        this.clock = clock;
    }

    public UUID next() {
        long high = (clock.millis() << 16) | 0x7000L | (random.nextLong() & 0xFFFL);
        long low = (random.nextLong() >>> 2) | Long.MIN_VALUE;
        return new UUID(high, low);
    }

    /// @throws IllegalArgumentException when the identifier is of another version
    public static UUID check(UUID id) {
        if (id.version() != 7 || id.variant() != 2) {
            throw new IllegalArgumentException("the id must be a UUID version 7");
        }
        return id;
    }
}
