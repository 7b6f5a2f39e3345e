package io.tidemark.history.difference;

import io.tidemark.history.snapshot.Difference;
import io.tidemark.history.snapshot.Part;
import io.tidemark.history.snapshot.SnapshotId;
import io.tidemark.history.snapshot.StoredName;
import io.tidemark.platform.problem.ProblemException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes the difference of a snapshot to another one. Calls block.
public interface DifferenceMaker {

    /// A difference that gives the snapshot back.
    ///
    /// @param parts of the snapshot as they are rebuilt: the same rows in other bytes
    /// @param files to be put beside the manifest, the description last
    /// @param freesBytes less than the snapshot takes whole
    record Made(Difference difference, List<Part> parts, Map<StoredName, Path> files, long freesBytes) {}

    /// Makes the difference of one snapshot to another in the empty folder `work`.
    ///
    /// @return empty where it would take more than half of what the snapshot takes, or cannot be made
    /// @throws ProblemException 409 where some of the two is damaged
    Optional<Made> make(SnapshotId id, SnapshotId base, Path work) throws IOException;
}
