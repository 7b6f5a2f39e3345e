package io.tidemark.history.ingest;

import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;

import java.util.ArrayList;
import java.util.List;

/// What was found wrong with an upload. A handful is enough to tell a caller.
final class Findings {

    private static final int ENOUGH = 10;

    private final List<String> found = new ArrayList<>();

    void add(String finding) {
        if (found.size() < ENOUGH) {
            found.add(finding);
        }
    }

    void requireEqual(String what, Object stated, Object actual) {
        if (!stated.equals(actual)) {
            add(what + " is " + actual + ", the manifest says " + stated);
        }
    }

    /// @throws ProblemException with `code` when anything was found
    void refuse(ProblemCode code) {
        if (!found.isEmpty()) {
            throw new ProblemException(code, String.join("; ", found));
        }
    }
}
