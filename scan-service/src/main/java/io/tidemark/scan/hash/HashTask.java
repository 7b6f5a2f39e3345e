package io.tidemark.scan.hash;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/// One file that analytics wants hashed.
///
/// @param file its number in the job
/// @param path as a snapshot writes it
/// @param rawName the bytes of its last name in Base64 where they are not valid UTF-8
/// @param changed the file is hashed only while this, device, inode and size are so
public record HashTask(
        UUID job,
        int file,
        String path,
        @Nullable String rawName,
        long device,
        long inode,
        long sizeBytes,
        Instant changed,
        HashStage stage) {

    long changedMicros() {
        return changed.getEpochSecond() * 1_000_000 + changed.getNano() / 1_000;
    }

    /// What it is known by to the [HashCache].
    FileVersion version() {
        return new FileVersion(device, inode, sizeBytes, changedMicros());
    }
}
