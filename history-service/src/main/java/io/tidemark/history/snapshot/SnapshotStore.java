package io.tidemark.history.snapshot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// The files of snapshots. Everything in it is immutable once sealed. Calls block.
public interface SnapshotStore {

    /// A local folder for uploads that are not sealed yet, on a medium from which [#seal] is cheap.
    Path staging();

    /// Makes the parts in the folder `upload` and `manifest` one sealed snapshot, and `upload` is gone. When it
    /// returns, all of it survives a crash; when it throws, nothing of it can be read at `location`.
    ///
    /// @throws java.nio.file.FileAlreadyExistsException when something is sealed there already; `upload` is left
    /// alone
    void seal(SnapshotLocation location, Path upload, byte[] manifest) throws IOException;

    /// The manifest's bytes exactly as they were sealed, or empty when nothing is sealed there.
    Optional<byte[]> manifest(SnapshotLocation location) throws IOException;

    /// A local file with the part's content; an object store fetches it first.
    ///
    /// @throws java.nio.file.NoSuchFileException when there is no such part
    Path part(SnapshotLocation location, PartName name) throws IOException;

    /// Bytes that can still be uploaded.
    long freeBytes() throws IOException;

    /// Writes and removes a small file.
    ///
    /// @throws IOException when uploads cannot be taken
    void checkWritable() throws IOException;
}
