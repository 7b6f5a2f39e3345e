package io.tidemark.analytics.proof;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;

/// One name of a file whose content others have too.
///
/// @param group the content's SHA-256
/// @param rawName the name's bytes in Base64 where they are not valid UTF-8
/// @param inode names of one inode on one device of a server are one file
/// @param links how many names the inode has, here or elsewhere
/// @param sharing `none`, `links-elsewhere` (it has names that are not among the copies), `shared` (with some file,
///     a copy or not) or `unclear` (the filesystem does not tell, or packs it)
/// @param freesBytes what giving up this file, with all its names here, surely frees
/// @param keep whether [Group#reclaimableBytes] is reckoned with keeping this one
public record Copy(
        String group,
        String server,
        String path,
        @Nullable String rawName,
        long sizeBytes,
        long allocatedBytes,
        long device,
        long inode,
        long links,
        String sharing,
        long freesBytes,
        boolean keep) {
    static final Comparator<Copy> ORDER = Comparator.comparing(Copy::group)
            .thenComparing(Copy::server)
            .thenComparing(Copy::path)
            .thenComparing(copy -> copy.rawName == null ? "" : copy.rawName);
}
