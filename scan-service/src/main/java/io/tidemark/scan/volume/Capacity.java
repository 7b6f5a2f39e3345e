package io.tidemark.scan.volume;

/// The figures of one volume at one moment, in bytes and inodes.
///
/// @param freeBytes free for the administrator
/// @param availableBytes free for everybody else; less than `freeBytes` where blocks are reserved
/// @param inodes 0 where the filesystem makes them as needed
public record Capacity(
        long sizeBytes, long usedBytes, long freeBytes, long availableBytes, long inodes, long inodesFree) {

    public Capacity {
        if (sizeBytes < 0 || usedBytes < 0 || freeBytes < 0 || availableBytes < 0 || inodes < 0 || inodesFree < 0) {
            throw new IllegalArgumentException("a capacity holds no negative figure");
        }
    }
}
