package io.tidemark.auth.store;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.tidemark.auth.account.Account;
import io.tidemark.auth.audit.AuditEvent;
import io.tidemark.auth.tenant.KnownTenant;
import io.tidemark.platform.store.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.List;

/// The rows behind [StoredTenants]. The audit row's lock makes changes one after the other.
@ApplicationScoped
class TenantRepository implements PanacheRepositoryBase<TenantEntity, String> {
    private final AccountRepository accounts;
    private final AuditRepository audit;

    TenantRepository(AccountRepository accounts, AuditRepository audit) {
        this.accounts = accounts;
        this.audit = audit;
    }

    @TenantTransaction
    Uni<List<TenantEntity>> byName(String after, int limit) {
        return find("name > ?1 order by name", after).page(0, limit).list();
    }

    @TenantTransaction
    Uni<Boolean> add(KnownTenant tenant, Account administrator, AuditEvent event) {
        return audit.append(List.of(event))
                .chain(() -> findById(tenant.tenant().name()))
                .chain(known -> known == null
                        ? persistAndFlush(TenantEntity.of(tenant))
                        : Uni.createFrom().failure(new KeyTransactions.Unchanged()))
                .chain(() -> accounts.persist(AccountEntity.of(administrator)))
                .replaceWith(true);
    }
}
