package io.tidemark.auth.proposal;

import io.tidemark.auth.audit.AuditEvent;
import io.tidemark.auth.proposal.Proposal.Settlement;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Keeps proposals. Each step is one transaction with its rows in the audit log: all or nothing.
/// Calls block.
public interface ProposalStore {
    /// What came of an approval.
    enum Outcome {
        DONE,
        /// The rights are not those it was checked against; nothing was changed.
        STALE,
        /// It is not open any more; nothing was changed.
        SETTLED,
        /// What it changes is gone; nothing was changed.
        NOT_FOUND,
        NAME_TAKEN,
        /// Too few could administer; nothing was changed.
        LAST_ADMINISTRATOR
    }

    /// What must be true of an approval when it is made.
    ///
    /// @param version of the rights that it was checked against
    /// @param fewest administrators that must be left
    record Terms(long version, int fewest) {}

    void add(Proposal proposal, AuditEvent event);

    Optional<Proposal> find(UUID id);

    /// Up to `limit`, newest first; only those that stand behind the one proposed at this time with
    /// this id.
    List<Proposal> list(Instant before, UUID beforeId, int limit);

    /// Those nobody settled and whose time is over.
    List<Proposal> over(Instant now, int limit);

    /// False, and nothing is changed, where it is settled already.
    ///
    /// @param event for the log of the proposer's tenant
    boolean settle(Proposal proposal, Settlement settlement, AuditEvent event);

    /// Settles it and makes the change.
    ///
    /// @param approval comes into the log before the change
    /// @param made the change itself
    Outcome approve(Proposal proposal, Terms terms, AuditEvent approval, AuditEvent made);
}
