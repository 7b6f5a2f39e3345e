package io.tidemark.history.sample;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.tidemark.history.server.ServerName;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// One capacity reading of a volume.
///
/// @param volume the mount point
/// @param at when it was read, to the microsecond
/// @param filesystem the identity of what is mounted there, such as its UUID; null where the sender
/// does not know it
/// @param availableBytes free to ordinary users, less than `freeBytes` where some are reserved
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Sample(
        @JsonProperty(required = true) ServerName server,
        @JsonProperty(required = true) String volume,
        @JsonProperty(required = true) String device,
        @JsonProperty(required = true) String type,
        @Nullable String filesystem,
        @JsonProperty(required = true) Instant at,
        @JsonProperty(required = true) long sizeBytes,
        @JsonProperty(required = true) long usedBytes,
        @JsonProperty(required = true) long freeBytes,
        @JsonProperty(required = true) long availableBytes,
        @JsonProperty(required = true) long inodes,
        @JsonProperty(required = true) long inodesFree)
        implements Point {

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    public Sample {
        if (!volume.startsWith("/") || volume.length() > 4096 || volume.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("volume must be an absolute path of at most 4096 characters");
        }
        requireText("device", device);
        requireText("type", type);
        requireText("filesystem", filesystem == null ? "" : filesystem);
        filesystem = filesystem == null || filesystem.isBlank() ? null : filesystem;
        if (at.isBefore(EARLIEST) || at.isAfter(LATEST)) {
            throw new IllegalArgumentException("at must be between the years 2000 and 9999");
        }
        at = at.truncatedTo(ChronoUnit.MICROS);
        requireNotNegative("sizeBytes", sizeBytes);
        requireNotNegative("usedBytes", usedBytes);
        requireNotNegative("freeBytes", freeBytes);
        requireNotNegative("availableBytes", availableBytes);
        requireNotNegative("inodes", inodes);
        requireNotNegative("inodesFree", inodesFree);
    }

    private static void requireText(String field, String value) {
        if (value.length() > 4096 || value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(field + " must have at most 4096 characters");
        }
    }

    private static void requireNotNegative(String field, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(field + " must not be negative");
        }
    }
}
