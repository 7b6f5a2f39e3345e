package io.tidemark.scan.hash;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/// What this agent says of one [HashTask].
///
/// @param hash SHA-256 as 64 hexadecimal digits; null where it was not hashed
/// @param exclusiveBytes of extents that nothing else shares
/// @param sharedBytes of extents that something else shares too
/// @param unclearBytes of which the filesystem does not tell, or which it packs
/// @param layout SHA-256 of where the extents lie; null where that is not known
public record HashAnswer(
        UUID job,
        int file,
        HashStage stage,
        HashOutcome outcome,
        @Nullable String hash,
        long exclusiveBytes,
        long sharedBytes,
        long unclearBytes,
        @Nullable String layout) {

    static HashAnswer not(HashTask task, HashOutcome why) {
        return new HashAnswer(task.job(), task.file(), task.stage(), why, null, 0, 0, 0, null);
    }

    static HashAnswer partial(HashTask task, String hash) {
        return new HashAnswer(task.job(), task.file(), task.stage(), HashOutcome.HASHED, hash, 0, 0, 0, null);
    }

    static HashAnswer full(HashTask task, String hash, ExtentMap map) {
        return new HashAnswer(
                task.job(),
                task.file(),
                task.stage(),
                HashOutcome.HASHED,
                hash,
                map.exclusiveBytes(),
                map.sharedBytes(),
                map.unclearBytes(),
                map.layout());
    }
}
