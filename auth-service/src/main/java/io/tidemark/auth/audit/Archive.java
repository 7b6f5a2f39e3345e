package io.tidemark.auth.audit;

import java.util.List;

/// Which rows stand in files, and those that do not yet. Calls block.
public interface Archive {
    /// Oldest first, without gaps from row 1.
    List<Part> parts();

    /// The rows of the database behind `after` up to `last`, oldest first.
    void rows(long after, long last, RawRows.Taker taker);

    /// From now on the part's rows are read from its file, and are in the database no more; in one transaction with the
    /// event. False, and nothing is changed, where the part does not follow those that are there.
    boolean take(Part part, AuditEvent event);
}
