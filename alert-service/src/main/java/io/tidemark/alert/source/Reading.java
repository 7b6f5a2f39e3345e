package io.tidemark.alert.source;

import io.tidemark.alert.rule.Measure;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.OptionalDouble;

/// What a volume looked like at one moment; the part of a sample that rules can ask about.
///
/// @param at when the agent read it, by the server's own clock; to the microsecond, as it is stored
/// @param availableBytes what an ordinary user can still write
/// @param inodes 0 where the filesystem does not count them
public record Reading(
        String server, String volume, Instant at, long usedBytes, long availableBytes, long inodes, long inodesFree) {

    public Reading {
        if (server.isBlank() || volume.isBlank()) {
            throw new IllegalArgumentException("a reading belongs to a volume of a server");
        }
        if (usedBytes < 0 || availableBytes < 0 || inodes < 0 || inodesFree < 0 || inodesFree > inodes) {
            throw new IllegalArgumentException("a reading of %s:%s contradicts itself".formatted(server, volume));
        }
        at = at.truncatedTo(ChronoUnit.MICROS);
    }

    /// The value of that measure; empty where the volume has none (no inodes, no bytes at all).
    public OptionalDouble value(Measure measure) {
        return switch (measure) {
            case USED_SHARE -> share((double) usedBytes, (double) usedBytes + (double) availableBytes);
            case FREE_BYTES -> OptionalDouble.of((double) availableBytes);
            case FREE_INODES_SHARE -> share((double) inodesFree, (double) inodes);
        };
    }

    private static OptionalDouble share(double part, double whole) {
        return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of(part / whole);
    }
}
