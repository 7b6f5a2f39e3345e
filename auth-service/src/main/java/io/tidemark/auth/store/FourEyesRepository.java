package io.tidemark.auth.store;

import io.smallrye.mutiny.Uni;
import io.tidemark.auth.audit.Filed;
import io.tidemark.platform.store.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.List;

/// What is known of four eyes. That there were two administrators, the database notices by itself.
@ApplicationScoped
class FourEyesRepository {
    private static final String HAD_TWO = "select count(*) from four_eyes where two_since is not null";
    private static final String SAY = "insert into four_eyes (tenant, wanted) values (:tenant, :wanted)"
            + " on conflict (tenant) do update set wanted = excluded.wanted";
    private static final String SAID = "select count(*) from four_eyes where tenant = :tenant and wanted";

    private final AccountRepository accounts;
    private final AuditRepository audit;

    FourEyesRepository(AccountRepository accounts, AuditRepository audit) {
        this.accounts = accounts;
        this.audit = audit;
    }

    /// Joins the caller's transaction, or asks by itself: in the tenant of the transaction.
    @TenantTransaction
    Uni<Boolean> hadTwo() {
        return accounts.getSession()
                .chain(s -> s.createNativeQuery(HAD_TWO, Long.class).getSingleResult())
                .map(found -> found > 0);
    }

    /// @return how many rows it wrote into the log
    @TenantTransaction
    Uni<Integer> say(boolean wanted, Filed event) {
        return audit.locked()
                .chain(() -> said(event.log().name()))
                .chain(said -> said == wanted ? Uni.createFrom().item(0) : changed(wanted, event));
    }

    private Uni<Boolean> said(String tenant) {
        return accounts.getSession()
                .chain(s -> s.createNativeQuery(SAID, Long.class)
                        .setParameter("tenant", tenant)
                        .getSingleResult())
                .map(found -> found > 0);
    }

    private Uni<Integer> changed(boolean wanted, Filed event) {
        return audit.file(List.of(event))
                .chain(() -> accounts.getSession())
                .chain(s -> s.createNativeQuery(SAY)
                        .setParameter("tenant", event.log().name())
                        .setParameter("wanted", wanted)
                        .executeUpdate())
                .replaceWith(1);
    }
}
