package io.tidemark.analytics.testing;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// One row of `entries` to be made.
public record MadeEntry(
        String path,
        @Nullable String rawName,
        String type,
        long size,
        long allocated,
        Instant modified,
        long uid,
        @Nullable String owner,
        long inode,
        long links,
        boolean counted,
        Instant accessed,
        int mode) {
    public static final Instant MODIFIED = Instant.parse("2026-01-15T10:00:00.123456Z");

    /// An ordinary file of `ann`, whole blocks of 4096 bytes allocated.
    public static MadeEntry file(String path, long size) {
        long allocated = (size + 4095) / 4096 * 4096;
        return new MadeEntry(path, null, "file", size, allocated, MODIFIED, 1000, "ann", 0, 1, true, MODIFIED, 0100644);
    }

    public MadeEntry type(String newType) {
        return new MadeEntry(
                path, rawName, newType, size, allocated, modified, uid, owner, inode, links, counted, accessed, mode);
    }

    /// The same with a name that is not valid UTF-8.
    ///
    /// @param hex the bytes of a name that is not valid UTF-8
    public MadeEntry rawName(String hex) {
        return new MadeEntry(
                path, hex, type, size, allocated, modified, uid, owner, inode, links, counted, accessed, mode);
    }

    public MadeEntry owner(long number, @Nullable String name) {
        return new MadeEntry(
                path, rawName, type, size, allocated, modified, number, name, inode, links, counted, accessed, mode);
    }

    public MadeEntry modified(Instant at) {
        return new MadeEntry(path, rawName, type, size, allocated, at, uid, owner, inode, links, counted, at, mode);
    }

    public MadeEntry allocated(long bytes) {
        return new MadeEntry(
                path, rawName, type, size, bytes, modified, uid, owner, inode, links, counted, accessed, mode);
    }

    public MadeEntry accessed(Instant at) {
        return new MadeEntry(
                path, rawName, type, size, allocated, modified, uid, owner, inode, links, counted, at, mode);
    }

    public MadeEntry mode(int bits) {
        return new MadeEntry(
                path, rawName, type, size, allocated, modified, uid, owner, inode, links, counted, accessed, bits);
    }

    /// One of several names of an inode.
    public MadeEntry linked(long sameInode, long names, boolean first) {
        return new MadeEntry(
                path, rawName, type, size, allocated, modified, uid, owner, sameInode, names, first, accessed, mode);
    }

    String directory() {
        int slash = path.lastIndexOf('/');
        return slash == 0 ? "/" : path.substring(0, slash);
    }

    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    public String extension() {
        int dot = name().lastIndexOf('.');
        return dot <= 0 ? "" : name().substring(dot + 1).toLowerCase(java.util.Locale.ROOT);
    }
}
