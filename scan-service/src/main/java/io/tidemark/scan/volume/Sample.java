package io.tidemark.scan.volume;

import java.time.Instant;

/// One capacity reading of a volume, as history takes it.
///
/// @param volume mount point
/// @param device what is mounted there
/// @param type filesystem type
public record Sample(
        String server,
        String volume,
        String device,
        String type,
        Instant at,
        long sizeBytes,
        long usedBytes,
        long freeBytes,
        long availableBytes,
        long inodes,
        long inodesFree) {

    static Sample of(String server, Mount mount, Instant at, Capacity capacity) {
        return new Sample(
                server,
                mount.mountPoint(),
                mount.source(),
                mount.type(),
                at,
                capacity.sizeBytes(),
                capacity.usedBytes(),
                capacity.freeBytes(),
                capacity.availableBytes(),
                capacity.inodes(),
                capacity.inodesFree());
    }
}
