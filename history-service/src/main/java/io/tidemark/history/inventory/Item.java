package io.tidemark.history.inventory;

import org.jspecify.annotations.Nullable;

/// One file or folder of an inventory. What the inventory does not say is null. Times are microseconds
/// since 1970.
///
/// @param path absolute, at or below the root
/// @param raw the name's very bytes where they are not UTF-8
/// @param type as in `entries`, or `directory`
/// @param severalNames whether other names of the same inode may follow
/// @param again whether the tool counted its bytes with another name of it already
/// @param error why a folder could not be looked into
@SuppressWarnings("ArrayRecordComponent") // passed on, never compared
record Item(
        String path,
        byte @Nullable [] raw,
        String type,
        long size,
        @Nullable Long allocated,
        @Nullable Long modified,
        @Nullable Long accessed,
        @Nullable Long changed,
        @Nullable Long created,
        @Nullable Long uid,
        @Nullable Long gid,
        @Nullable String owner,
        @Nullable String group,
        @Nullable Long mode,
        @Nullable Long inode,
        @Nullable Long device,
        @Nullable Long links,
        boolean severalNames,
        boolean again,
        @Nullable String error) {

    static final String DIRECTORY = "directory";

    boolean isDirectory() {
        return type.equals(DIRECTORY);
    }

    /// Takes what a reader finds.
    interface Sink {
        /// @throws Unreadable when it cannot be part of a snapshot
        void take(Item item) throws Unreadable;
    }
}
