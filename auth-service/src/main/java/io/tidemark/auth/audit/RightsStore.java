package io.tidemark.auth.audit;

import io.tidemark.auth.right.RightsChange;
import io.tidemark.auth.right.RightsSource;

/// Keeps the rights. A change is made together with its row in the audit log, in one transaction: both or neither.
public interface RightsStore extends RightsSource {
    /// What came of a change.
    enum Outcome {
        DONE,
        /// The rights are not those of this version any more; nothing was changed.
        STALE,
        /// Nobody could administer any more; nothing was changed.
        LAST_ADMINISTRATOR
    }

    /// @param version the rights that the change was checked against
    Outcome apply(RightsChange change, long version, AuditEvent event);
}
