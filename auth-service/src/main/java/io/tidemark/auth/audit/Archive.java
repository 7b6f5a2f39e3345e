package io.tidemark.auth.audit;

import java.time.Instant;
import java.util.List;

/// Which rows stand in files, and those that do not yet. Calls block.
public interface Archive {
    /// Where the log begins by now.
    Beginning beginning();

    /// Oldest first, without gaps from the beginning.
    List<Part> parts();

    /// Those that were removed before this moment.
    List<Part> removed(Instant before);

    /// From now on the log begins there, in one transaction with the event. False, and nothing is
    /// changed, where it does already, or there is no end of a part.
    boolean remove(Beginning next, AuditEvent event);

    /// The rows of the database behind `after` up to `last`, oldest first.
    void rows(long after, long last, RawRows.Taker taker);

    /// From now on the part's rows are read from its file, and are in the database no more; in one
    /// transaction with the event. False, and nothing is changed, where the part does not follow
    /// those that are there.
    boolean take(Part part, AuditEvent event);
}
