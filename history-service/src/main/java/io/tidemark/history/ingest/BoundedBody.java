package io.tidemark.history.ingest;

import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;

import java.io.IOException;
import java.io.InputStream;

/// Request bodies that are small enough to be held in memory.
public final class BoundedBody {

    private BoundedBody() {}

    /// @throws ProblemException 413 when there are more than `maxBytes`
    public static byte[] read(InputStream body, long maxBytes) throws IOException {
        byte[] content = body.readNBytes((int) Math.min(Integer.MAX_VALUE - 8L, maxBytes + 1));
        if (content.length > maxBytes) {
            throw new ProblemException(ProblemCode.TOO_LARGE, "The body must have at most " + maxBytes + " bytes");
        }
        return content;
    }
}
