package io.tidemark.auth.store;

import io.smallrye.mutiny.Uni;
import io.tidemark.auth.audit.AuditEvent;
import io.tidemark.auth.audit.FourEyes;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.store.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.function.Function;
import java.util.function.IntFunction;

/// Changes that one administrator makes alone. Whether one is enough was asked before; it is asked
/// again here, in the transaction of the change and behind the log's lock, so that none that was on its
/// way passes the one that made a second administrator.
@ApplicationScoped
class LoneChanges {
    /// What the log says of them.
    static final String ALONE = "alone, as the tenant has had no second administrator; ";

    private static final int BOTH = 2;

    private final FourEyes rule;
    private final FourEyesRepository known;
    private final AuditRepository audit;

    LoneChanges(FourEyes rule, FourEyesRepository known, AuditRepository audit) {
        this.rule = rule;
        this.known = known;
        this.audit = audit;
    }

    /// @param change writes the event that it is given
    @TenantTransaction
    <T> Uni<T> made(AuditEvent event, Function<AuditEvent, Uni<T>> change) {
        return rule.untilTwo()
                ? hadTwo().chain(had -> had ? refused() : change.apply(event.because(ALONE)))
                : change.apply(event);
    }

    /// A change that leaves so many administrators; it is told how many those are at its moment.
    @TenantTransaction
    <T> Uni<T> leaving(int fewest, IntFunction<Uni<T>> change) {
        return rule.untilTwo() ? hadTwo().chain(had -> change.apply(had ? BOTH : fewest)) : change.apply(fewest);
    }

    private Uni<Boolean> hadTwo() {
        return audit.locked().chain(() -> known.hadTwo());
    }

    private static <T> Uni<T> refused() {
        return Uni.createFrom()
                .failure(new ProblemException(
                        FourEyes.NEEDS_ANOTHER,
                        "The tenant has a second administrator by now; ask again, and it waits for their approval"));
    }
}
