package io.tidemark.auth.store;

import io.tidemark.auth.audit.AccountChanges;
import io.tidemark.auth.audit.AuditEvent;
import io.tidemark.auth.audit.Filed;
import io.tidemark.auth.audit.RightsStore;
import io.tidemark.auth.proposal.Change;
import io.tidemark.auth.proposal.Proposal;
import io.tidemark.auth.proposal.Proposal.Settlement;
import io.tidemark.auth.proposal.Proposal.State;
import io.tidemark.auth.proposal.ProposalStore;
import io.tidemark.platform.store.Blocking;
import jakarta.inject.Singleton;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

@Singleton
class StoredProposals implements ProposalStore {
    private final ProposalRepository proposals;
    private final ProposalTransactions transactions;
    private final AuditMeter meter;

    StoredProposals(ProposalRepository proposals, ProposalTransactions transactions, AuditMeter meter) {
        this.proposals = proposals;
        this.transactions = transactions;
        this.meter = meter;
    }

    @Override
    public void add(Proposal proposal, AuditEvent event) {
        Blocking.await(() -> transactions.add(ProposalEntity.of(proposal), event));
        meter.committed(1);
    }

    @Override
    public Optional<Proposal> find(UUID id) {
        return Optional.ofNullable(Blocking.await(() -> proposals.one(id))).map(ProposalEntity::toProposal);
    }

    @Override
    public List<Proposal> list(Instant before, UUID beforeId, int limit) {
        return read(Blocking.await(() -> proposals.newestFirst(before, beforeId, limit)));
    }

    @Override
    public List<Proposal> over(Instant now, int limit) {
        return read(Blocking.await(() -> proposals.over(now, limit)));
    }

    @Override
    public boolean settle(Proposal proposal, Settlement settlement, AuditEvent event) {
        Filed filed = new Filed(proposal.tenant(), event);
        boolean settled = Blocking.await(() -> transactions
                .settle(proposal.id(), settlement, filed)
                .onFailure(ProposalTransactions.Refused.class)
                .recoverWithItem(false));
        meter.committed(settled ? 1 : 0);
        return settled;
    }

    @Override
    public Outcome approve(Proposal proposal, Terms terms, AuditEvent approval, AuditEvent made) {
        Change change = Objects.requireNonNull(proposal.change());
        Settlement settlement = new Settlement(State.APPROVED, approval.subject(), approval.at());
        Outcome outcome = Blocking.await(() -> transactions
                .approve(proposal.id(), change, settlement, terms, approval, made)
                .onFailure(StoredProposals::isRefusal)
                .recoverWithItem(StoredProposals::outcome));
        meter.committed(outcome == Outcome.DONE ? 1 + rows(change) : 0);
        return outcome;
    }

    private static int rows(Change change) {
        return change instanceof Change.EnableTenant ? StoredTenants.IN_BOTH_LOGS : 1;
    }

    private static boolean isRefusal(Throwable failure) {
        return failure instanceof ProposalTransactions.Refused
                || failure instanceof RightsTransactions.Refused
                || failure instanceof AuditedChanges.Refused
                || failure instanceof KeyTransactions.Unchanged;
    }

    private static Outcome outcome(Throwable refusal) {
        return switch (refusal) {
            case ProposalTransactions.Refused own -> own.outcome;
            case RightsTransactions.Refused rights -> of(rights.outcome);
            case AuditedChanges.Refused account -> of(account.outcome);
            default -> Outcome.NOT_FOUND;
        };
    }

    private static Outcome of(RightsStore.Outcome outcome) {
        return switch (outcome) {
            case DONE -> Outcome.DONE;
            case STALE -> Outcome.STALE;
            case LAST_ADMINISTRATOR -> Outcome.LAST_ADMINISTRATOR;
        };
    }

    private static Outcome of(AccountChanges.Outcome outcome) {
        return switch (outcome) {
            case DONE -> Outcome.DONE;
            case NAME_TAKEN -> Outcome.NAME_TAKEN;
            case NOT_FOUND -> Outcome.NOT_FOUND;
            case LAST_ADMINISTRATOR -> Outcome.LAST_ADMINISTRATOR;
        };
    }

    private static List<Proposal> read(List<ProposalEntity> rows) {
        return rows.stream().map(ProposalEntity::toProposal).toList();
    }
}
