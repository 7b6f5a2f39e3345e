package io.tidemark.analytics.reconciliation;

import io.tidemark.analytics.source.Volume.Gap;

import java.time.Instant;
import java.util.List;

/// Used bytes of a volume beside what the scans of its roots counted. `usedBytes` = `countedBytes` + the known bytes of
/// all
/// parts + `unexplainedBytes`, to the byte.
///
/// @param roots whose scans counted
/// @param readAt when the volume was asked last: at the end of the newest of the scans
/// @param reservedBytes free, but for the administrator only; not part of `usedBytes`
/// @param countedBytes on disk: entries, each inode once also where several roots have it, and directories
/// @param differenceBytes `usedBytes - countedBytes`; negative where files share blocks or are compressed
/// @param changedBytes how much `usedBytes` grew from the start of the oldest of the scans to the end of the newest: so
///     far the two sides may lie apart because they are of different moments
/// @param unexplainedBytes what no part accounts for; in it are the parts whose bytes nobody knows
/// @param unexplainedShare of `usedBytes`; 0 where nothing is used
/// @param unknown the kinds of those parts; where there are none, only changes during the scans, shared blocks and
/// compression
///     are left to explain the rest
public record Balance(
        String server,
        String mountPoint,
        String device,
        String type,
        List<String> roots,
        Instant readAt,
        long sizeBytes,
        long usedBytes,
        long availableBytes,
        long reservedBytes,
        long countedBytes,
        long differenceBytes,
        long changedBytes,
        List<Gap> parts,
        long unexplainedBytes,
        double unexplainedShare,
        List<String> unknown) {
    public Balance {
        roots = List.copyOf(roots);
        parts = List.copyOf(parts);
        unknown = List.copyOf(unknown);
    }
}
