package io.tidemark.auth.store;

import io.smallrye.mutiny.Uni;
import io.tidemark.auth.audit.AuditEvent;
import io.tidemark.auth.audit.Filed;
import io.tidemark.auth.proposal.Change;
import io.tidemark.auth.proposal.Proposal.Settlement;
import io.tidemark.auth.proposal.ProposalStore.Outcome;
import io.tidemark.auth.proposal.ProposalStore.Terms;
import io.tidemark.platform.store.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.List;
import java.util.UUID;

/// The transactions behind [StoredProposals]. Each writes its audit row first: the row's lock makes
/// them one after the other, so the version they find stays true until they commit. What fails
/// rolls back all of it.
@ApplicationScoped
class ProposalTransactions {
    private final AuditRepository audit;
    private final ProposalRepository proposals;
    private final RightsRepository rights;
    private final RightsTransactions changes;
    private final AuditedChanges accounts;
    private final SecondFactorRepository factors;
    private final KeyTransactions keys;
    private final TenantRepository tenants;

    ProposalTransactions(
            AuditRepository audit,
            ProposalRepository proposals,
            RightsRepository rights,
            RightsTransactions changes,
            AuditedChanges accounts,
            SecondFactorRepository factors,
            KeyTransactions keys,
            TenantRepository tenants) {
        this.audit = audit;
        this.proposals = proposals;
        this.rights = rights;
        this.changes = changes;
        this.accounts = accounts;
        this.factors = factors;
        this.keys = keys;
        this.tenants = tenants;
    }

    @TenantTransaction
    Uni<ProposalEntity> add(ProposalEntity proposal, AuditEvent event) {
        return audit.append(List.of(event)).chain(() -> proposals.persist(proposal));
    }

    @TenantTransaction
    Uni<Boolean> settle(UUID id, Settlement settlement, Filed event) {
        return audit.file(List.of(event))
                .chain(() -> proposals.settle(id, settlement))
                .chain(settled -> settled ? Uni.createFrom().item(true) : refuse(Outcome.SETTLED));
    }

    @TenantTransaction
    Uni<Outcome> approve(
            UUID id, Change change, Settlement settlement, Terms terms, AuditEvent approval, AuditEvent made) {
        return audit.append(List.of(approval))
                .chain(() -> rights.version())
                .chain(found -> found == terms.version() ? proposals.settle(id, settlement) : refuse(Outcome.STALE))
                .chain(settled -> settled ? make(change, terms, made) : refuse(Outcome.SETTLED))
                .replaceWith(Outcome.DONE);
    }

    private Uni<?> make(Change change, Terms terms, AuditEvent event) {
        return switch (change) {
            case Change.Rights r -> changes.apply(r.change(), terms.version(), terms.fewest(), event);
            case Change.MakeAccount make -> accounts.add(make.account(), event);
            case Change.ReplacePassword replace ->
                accounts.replacePassword(replace.account().value(), replace.hash(), true, event);
            case Change.Enable enable -> accounts.setDisabled(enable.account().value(), false, terms.fewest(), event);
            case Change.ResetCodes reset -> factors.remove(reset.account().value(), event);
            case Change.MakeKey make -> keys.add(make.key(), event);
            case Change.EnableTenant enable -> tenants.enable(enable.tenant().name(), event);
        };
    }

    private static <T> Uni<T> refuse(Outcome outcome) {
        return Uni.createFrom().failure(new Refused(outcome));
    }

    /// Nothing was changed.
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        final Outcome outcome;

        Refused(Outcome outcome) {
            super(outcome.name(), null, false, false);
            this.outcome = outcome;
        }
    }
}
