package io.tidemark.auth.store;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.tidemark.auth.proposal.Proposal.Settlement;
import io.tidemark.platform.store.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// The rows of proposals. They are written in [ProposalTransactions].
@ApplicationScoped
class ProposalRepository implements PanacheRepositoryBase<ProposalEntity, UUID> {
    private static final String SETTLE =
            "change = null, state = ?1, settledBy = ?2, settledAt = ?3 where id = ?4 and state = 'open'";

    @TenantTransaction
    Uni<@Nullable ProposalEntity> one(UUID id) {
        return findById(id);
    }

    @TenantTransaction
    Uni<List<ProposalEntity>> newestFirst(Instant before, UUID beforeId, int limit) {
        return find(
                        "proposedAt < ?1 or (proposedAt = ?1 and id < ?2) order by proposedAt desc, id desc",
                        before,
                        beforeId)
                .page(0, limit)
                .list();
    }

    @TenantTransaction
    Uni<List<ProposalEntity>> over(Instant now, int limit) {
        return find("state = 'open' and expiresAt <= ?1 order by expiresAt", now)
                .page(0, limit)
                .list();
    }

    /// Joins the caller's transaction. Of many at once, the row's lock lets one find it open.
    Uni<Boolean> settle(UUID id, Settlement settlement) {
        return update(SETTLE, settlement.state().toString(), settlement.by(), settlement.at(), id)
                .map(changed -> changed == 1);
    }
}
