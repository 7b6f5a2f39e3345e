package io.tidemark.auth.store;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.tidemark.auth.account.Account;
import io.tidemark.auth.audit.AuditEvent;
import io.tidemark.auth.audit.Filed;
import io.tidemark.auth.tenant.KnownTenant;
import io.tidemark.platform.store.TenantTransaction;
import io.tidemark.platform.store.TenantTransactions;
import io.tidemark.platform.tenant.Tenant;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.UUID;

/// The rows behind [StoredTenants]. The audit row's lock makes changes one after the other.
@ApplicationScoped
class TenantRepository implements PanacheRepositoryBase<TenantEntity, String> {
    private static final String ENDED_BY_DISABLING = "tenant-disabled";

    private final AccountRepository accounts;
    private final SessionRepository sessions;
    private final AuditRepository audit;

    TenantRepository(AccountRepository accounts, SessionRepository sessions, AuditRepository audit) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.audit = audit;
    }

    @TenantTransaction
    Uni<List<TenantEntity>> byName(String after, int limit) {
        return find("name > ?1 order by name", after).page(0, limit).list();
    }

    @TenantTransaction
    Uni<@Nullable TenantEntity> one(String name) {
        return findById(name);
    }

    @TenantTransaction
    Uni<Boolean> disable(String name, AuditEvent event) {
        return audit.append(List.of(event))
                .chain(() -> findById(name))
                .chain(found -> found.disabledAt == null
                        ? disabled(found, event)
                        : Uni.createFrom().failure(new KeyTransactions.Unchanged()));
    }

    /// The mark is revoked for as long as a token with it could be good; those that come later have
    /// another.
    private Uni<Boolean> disabled(TenantEntity tenant, AuditEvent event) {
        String mark = tenant.tokenMark.toString();
        tenant.disabledAt = event.at();
        tenant.tokenMark = UUID.randomUUID();
        return sessions.revoke(mark, event.at()).chain(() -> told(tenant.name, event));
    }

    @TenantTransaction
    Uni<Boolean> enable(String name, AuditEvent event) {
        return audit.append(List.of(event))
                .chain(() -> findById(name))
                .chain(found -> found == null || found.disabledAt == null
                        ? Uni.createFrom().failure(new KeyTransactions.Unchanged())
                        : enabled(found, event));
    }

    /// A session that somebody was just beginning when the tenant was disabled ends now: nobody goes on
    /// where they were.
    private Uni<Boolean> enabled(TenantEntity tenant, AuditEvent event) {
        tenant.disabledAt = null;
        return told(tenant.name, event);
    }

    /// Nobody of the tenant is signed in, and its own log says why.
    private Uni<Boolean> told(String tenant, AuditEvent event) {
        Tenant itself = new Tenant(tenant);
        return TenantTransactions.within(
                        itself,
                        () -> sessions.endAllOf(tenant, ENDED_BY_DISABLING, event.at())
                                .chain(() -> audit.file(List.of(new Filed(itself, event.byOperator())))))
                .replaceWith(true);
    }

    @TenantTransaction
    Uni<Boolean> add(KnownTenant tenant, Account administrator, AuditEvent event) {
        return audit.append(List.of(event))
                .chain(() -> findById(tenant.tenant().name()))
                .chain(known -> known == null
                        ? persistAndFlush(TenantEntity.of(tenant))
                        : Uni.createFrom().failure(new KeyTransactions.Unchanged()))
                .chain(() -> accounts.persist(AccountEntity.of(administrator)))
                .chain(() -> audit.file(List.of(new Filed(tenant.tenant(), event.byOperator()))))
                .replaceWith(true);
    }
}
