package io.tidemark.history.ingest;

import io.tidemark.history.snapshot.Manifest;

import java.io.IOException;
import java.nio.file.Path;

/// Holds an upload against its manifest. Calls block, and read every byte.
public interface Verifier {

    /// @param upload a folder that nobody else writes to
    /// @throws io.tidemark.platform.problem.ProblemException `snapshot-incomplete` or `snapshot-damaged` when the
    /// manifest says anything of the content that is not so
    void verify(Path upload, Manifest manifest) throws IOException;
}
