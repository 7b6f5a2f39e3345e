package io.tidemark.history.snapshot;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// The files of snapshots. What a name holds never changes once it can be read, so copies stay true;
/// names may come beside it and go. Calls block.
public interface SnapshotStore {

    /// A local folder for uploads that are not sealed yet, on a medium from which [#seal] is cheap.
    Path staging();

    /// Makes the parts in the folder `upload` and `manifest` one sealed snapshot, and `upload` is gone.
    /// When it returns, all of it survives a crash; when it throws, nothing of it can be read at
    /// `location`.
    ///
    /// @throws java.nio.file.FileAlreadyExistsException when something is sealed there already;
    /// `upload` is left alone
    void seal(SnapshotLocation location, Path upload, byte[] manifest) throws IOException;

    /// The manifest's bytes exactly as they were sealed, or empty when nothing is sealed there.
    Optional<byte[]> manifest(SnapshotLocation location) throws IOException;

    /// As [#file].
    default Path part(SnapshotLocation location, PartName name) throws IOException {
        return file(location, StoredName.of(name));
    }

    /// A local file with the content; an object store fetches it first, and checks that it came as it
    /// was put.
    ///
    /// @throws NoSuchFileException when there is no such file, or nothing is sealed there
    Path file(SnapshotLocation location, StoredName name) throws IOException;

    /// A local file with a part of a snapshot that the record has as a difference, made of that, also
    /// while the whole part is still there.
    ///
    /// @throws UnsoundFileException when it is made of something that is not what it was
    /// @throws NoSuchFileException when there is no difference
    default Path rebuilt(SnapshotLocation location, PartName name) throws IOException {
        throw new NoSuchFileException(location.key() + "/" + name);
    }

    /// What is sealed, in the order of the keys. What is sealed or removed meanwhile may be there or not.
    List<SnapshotLocation> sealed() throws IOException;

    /// The files of a sealed snapshot and their bytes, without its manifest; empty when nothing is
    /// sealed there.
    SortedMap<StoredName, Long> files(SnapshotLocation location) throws IOException;

    /// Adds a copy of `content` to a sealed snapshot. Durable when it returns; when it throws, or after
    /// a crash, the file is there whole or not at all. To be repeated with the same content as often as
    /// needed.
    ///
    /// @throws java.nio.file.FileAlreadyExistsException when the name holds another content
    /// @throws NoSuchFileException when nothing is sealed there
    void put(SnapshotLocation location, StoredName name, Path content) throws IOException;

    /// Removes one file durably; one that is not there is no error.
    void delete(SnapshotLocation location, StoredName name) throws IOException;

    /// Removes a snapshot durably; one that is not there is no error. After a crash either all of it
    /// can be read or nothing.
    void remove(SnapshotLocation location) throws IOException;

    /// Forgets the local copy of a file that is kept elsewhere, because the copy is not what it should
    /// be.
    ///
    /// @return false where there is none: then the file itself is not
    boolean dropCopy(SnapshotLocation location, StoredName name) throws IOException;

    /// Takes one file out of everybody's sight and keeps it, for people to look at; one that is not
    /// there is no error.
    void quarantine(SnapshotLocation location, StoredName name) throws IOException;

    /// Puts the manifest that a snapshot was sealed with in its place again, over a damaged or a
    /// missing one. Durable when it returns.
    void reseal(SnapshotLocation location, byte[] manifest) throws IOException;

    /// Gives back the space of what crashes left behind before `before`; uploads in [#staging] are not
    /// touched.
    ///
    /// @return how many leftovers
    int removeLeftovers(Instant before) throws IOException;

    /// Bytes that can still be uploaded.
    long freeBytes() throws IOException;

    /// Writes and removes a small file.
    ///
    /// @throws IOException when uploads cannot be taken
    void checkWritable() throws IOException;
}
