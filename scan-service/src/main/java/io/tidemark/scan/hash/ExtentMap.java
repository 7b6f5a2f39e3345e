package io.tidemark.scan.hash;

import io.tidemark.scan.syscall.FileCalls;
import org.jspecify.annotations.Nullable;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

/// How a file lies on its disk, as `FIEMAP` tells it (`Documentation/filesystems/fiemap.rst`).
///
/// @param exclusiveBytes of extents that nothing else shares: removing the file frees them
/// @param sharedBytes of extents that another file shares, or this one once more
/// @param unclearBytes of extents that are packed, kept with others, or not placed yet; the whole size where the
/// filesystem has no map
/// @param layout SHA-256 of where all extents lie, so that two files of one filesystem with the same one have no byte
/// of their own; null where anything is unclear
record ExtentMap(
        long exclusiveBytes,
        long sharedBytes,
        long unclearBytes,
        @Nullable String layout) {

    private static final int EXTENTS = 512;
    private static final int MOST_EXTENTS = 1 << 20;
    private static final int HEAD = 32;
    private static final int EXTENT = 56;
    private static final int FLAGS_AT = 40;
    private static final int SYNC = 1;
    private static final int LAST = 0x1;
    private static final int SHARED = 0x2000;

    /// Unknown, delayed, encoded, encrypted, not aligned, inline, tail.
    private static final int UNCLEAR = 0x2 | 0x4 | 0x8 | 0x80 | 0x100 | 0x200 | 0x400;

    /// Of an open file.
    static ExtentMap of(int file, long size, FileCalls calls) {
        try (Arena arena = Arena.ofConfined()) {
            Reading reading = new Reading(arena.allocate(HEAD + (long) EXTENTS * EXTENT, Long.BYTES));
            while (!reading.ended) {
                if (!reading.next(file, calls)) {
                    return new ExtentMap(0, 0, size, null);
                }
            }
            return reading.map();
        }
    }

    private static final class Reading {

        private final MemorySegment map;
        private final MessageDigest digest = Digests.sha256();
        private final ByteBuffer place = ByteBuffer.allocate(3 * Long.BYTES);
        private long start;
        private long exclusive;
        private long shared;
        private long unclear;
        private int extents;
        private boolean ended;

        Reading(MemorySegment map) {
            this.map = map;
        }

        /// @return false where there is no telling
        boolean next(int file, FileCalls calls) {
            map.asSlice(0, HEAD).fill((byte) 0);
            map.set(JAVA_LONG, 0, start);
            map.set(JAVA_LONG, 8, -1 - start);
            map.set(JAVA_INT, 16, SYNC);
            map.set(JAVA_INT, 24, EXTENTS);
            if (calls.extents(file, map) < 0) {
                return false;
            }
            int mapped = map.get(JAVA_INT, 20);
            for (int i = 0; i < mapped; i++) {
                add(HEAD + (long) i * EXTENT);
            }
            extents += mapped;
            ended |= mapped == 0;
            return extents <= MOST_EXTENTS;
        }

        private void add(long at) {
            long logical = map.get(JAVA_LONG, at);
            long physical = map.get(JAVA_LONG, at + 8);
            long length = map.get(JAVA_LONG, at + 16);
            int flags = map.get(JAVA_INT, at + FLAGS_AT);
            if ((flags & UNCLEAR) != 0) {
                unclear += length;
            } else if ((flags & SHARED) != 0) {
                shared += length;
            } else {
                exclusive += length;
            }
            place.clear().putLong(logical).putLong(physical).putLong(length);
            digest.update(place.array());
            start = logical + length;
            ended |= (flags & LAST) != 0;
        }

        ExtentMap map() {
            String layout = unclear > 0 ? null : HexFormat.of().formatHex(digest.digest());
            return new ExtentMap(exclusive, shared, unclear, layout);
        }
    }
}
