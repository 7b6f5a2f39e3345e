package io.tidemark.analytics.proof;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;

/// One file that an agent is asked to hash.
///
/// @param file its number in the job
/// @param path as the snapshot writes it
/// @param rawName the bytes of the last name in Base64 where they are not valid UTF-8
/// @param changed to the microsecond: the file is hashed only while this, device, inode and size are so
/// @param stage partial or full
public record Task(
        UUID job,
        int file,
        String path,
        @Nullable String rawName,
        long device,
        long inode,
        long sizeBytes,
        Instant changed,
        String stage) {
    static Task of(UUID job, int file, Suspect suspect, Stage stage) {
        Suspect.Name name = suspect.names().getFirst();
        return new Task(
                job,
                file,
                name.path(),
                name.raw(),
                Objects.requireNonNull(suspect.device()),
                Objects.requireNonNull(suspect.inode()),
                suspect.sizeBytes(),
                Instant.EPOCH.plus(Objects.requireNonNull(suspect.changedMicros()), ChronoUnit.MICROS),
                stage.word());
    }
}
