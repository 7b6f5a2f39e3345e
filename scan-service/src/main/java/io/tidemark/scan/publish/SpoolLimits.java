package io.tidemark.scan.publish;

/// How much may wait for history, what it refused included.
///
/// @param bytes of all snapshots
/// @param snapshots how many
/// @param freeBytes what must stay free on the volume of the state folder
public record SpoolLimits(long bytes, int snapshots, long freeBytes) {

    public SpoolLimits {
        if (bytes < 1 || snapshots < 1 || freeBytes < 0) {
            throw new IllegalArgumentException(
                    "scan.spool-mib and scan.spool-snapshots must be at least 1, scan.spool-free-mib at least 0");
        }
    }
}
