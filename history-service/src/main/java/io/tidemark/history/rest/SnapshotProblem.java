package io.tidemark.history.rest;

import io.tidemark.history.delta.DeltaProblem;
import io.tidemark.history.snapshot.PartName;
import io.tidemark.history.snapshot.Snapshot;
import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;

/// What can be wrong with a read.
final class SnapshotProblem {

    static final ProblemCode SNAPSHOT_NOT_FOUND =
            new ProblemCode("snapshot-not-found", 404, "There is no such snapshot");
    static final ProblemCode PART_NOT_FOUND = new ProblemCode("part-not-found", 404, "The snapshot has no such part");
    static final ProblemCode RANGE_NOT_SATISFIABLE =
            new ProblemCode("range-not-satisfiable", 416, "The range begins behind the end");

    private SnapshotProblem() {}

    static ProblemException notFound(String id) {
        return new ProblemException(SNAPSHOT_NOT_FOUND, "No snapshot is registered with id '" + id + "'");
    }

    /// Retention may have taken what is asked for.
    static ProblemException noPart(Snapshot snapshot, PartName part) {
        if (snapshot.detail().has(part.kind())) {
            return notFound(snapshot.id().toString(), part.value());
        }
        return new ProblemException(
                DeltaProblem.SNAPSHOT_REDUCED,
                "Of snapshot '" + snapshot.id() + "' only its "
                        + snapshot.detail().word() + " are kept");
    }

    static ProblemException notFound(String id, String part) {
        return new ProblemException(PART_NOT_FOUND, "Snapshot '" + id + "' has no part '" + part + "'");
    }
}
