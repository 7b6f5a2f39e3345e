package io.tidemark.history.sample;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// Files of readings in the store. A file never changes. Calls block.
public interface SampleFiles {

    /// A local folder for files that are being written, on a medium from which [#put] is cheap.
    Path staging();

    /// Moves a local file into the store. When it returns, the file survives a crash.
    void put(String name, Path written) throws IOException;

    /// A local file with the content; an object store fetches it first.
    ///
    /// @throws java.nio.file.NoSuchFileException when there is none
    Path get(String name) throws IOException;

    /// Forgets the local copy of a file that is kept elsewhere, because the copy is not what it should be.
    ///
    /// @return false where there is none: then the file itself is not
    boolean dropCopy(String name) throws IOException;

    /// Does nothing where there is none.
    void remove(String name) throws IOException;

    /// The names of files that were put before `before`.
    List<String> putBefore(Instant before) throws IOException;
}
