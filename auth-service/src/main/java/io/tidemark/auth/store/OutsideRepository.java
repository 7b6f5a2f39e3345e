package io.tidemark.auth.store;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.tidemark.auth.account.Account;
import io.tidemark.auth.audit.AuditEvent;
import io.tidemark.platform.store.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/// The rows behind [StoredOutside]. Each change writes its audit row first: the row's lock makes them one after the
/// other.
@ApplicationScoped
class OutsideRepository implements PanacheRepositoryBase<OutsideIdentityEntity, OutsideIdentityEntity.Key> {
    private static final String EXISTING =
            "select name from user_group where name = any(string_to_array(:groups, ' '))";
    private static final String IN = "select user_group from user_group_user where account = :account"
            + " and user_group = any(string_to_array(:groups, ' '))";
    private static final String LEAVE = "delete from user_group_user where account = :account"
            + " and user_group = any(string_to_array(:groups, ' '))";
    private static final String ENTER = "insert into user_group_user (user_group, account) select name, :account"
            + " from user_group where name = any(string_to_array(:groups, ' ')) on conflict do nothing";

    private final AccountRepository accounts;
    private final AuditRepository audit;

    OutsideRepository(AccountRepository accounts, AuditRepository audit) {
        this.accounts = accounts;
        this.audit = audit;
    }

    @TenantTransaction
    Uni<@Nullable AccountEntity> one(String issuer, String subject) {
        return findById(new OutsideIdentityEntity.Key(issuer, subject))
                .chain(found -> found == null ? Uni.createFrom().nullItem() : accounts.findById(found.account));
    }

    @TenantTransaction
    Uni<Boolean> add(Account account, String issuer, String subject, AuditEvent event) {
        return audit.append(List.of(event))
                .chain(() -> accounts.findById(account.name().value()))
                .chain(known -> known == null ? Uni.createFrom().nullItem() : unchanged())
                .chain(() -> findById(new OutsideIdentityEntity.Key(issuer, subject)))
                .chain(known -> known == null ? persisted(account, issuer, subject) : unchanged());
    }

    private Uni<Boolean> persisted(Account account, String issuer, String subject) {
        return accounts.persist(AccountEntity.of(account))
                .chain(() -> accounts.flush())
                .chain(() -> persist(
                        OutsideIdentityEntity.of(issuer, subject, account.name().value())))
                .replaceWith(true);
    }

    @TenantTransaction
    Uni<List<String>> existing(Collection<?> groups) {
        return getSession()
                .chain(s -> s.createNativeQuery(EXISTING, String.class)
                        .setParameter("groups", words(groups))
                        .getResultList());
    }

    @TenantTransaction
    Uni<List<String>> groupsOf(String account, Collection<?> groups) {
        return getSession()
                .chain(s -> s.createNativeQuery(IN, String.class)
                        .setParameter("account", account)
                        .setParameter("groups", words(groups))
                        .getResultList());
    }

    @TenantTransaction
    Uni<Integer> setGroups(String account, Collection<?> governed, Collection<?> wanted, AuditEvent event) {
        return audit.append(List.of(event))
                .chain(() -> change(LEAVE, account, governed))
                .chain(() -> change(ENTER, account, wanted));
    }

    private Uni<Integer> change(String sql, String account, Collection<?> groups) {
        return getSession()
                .chain(s -> s.createNativeQuery(sql)
                        .setParameter("account", account)
                        .setParameter("groups", words(groups))
                        .executeUpdate());
    }

    private static String words(Collection<?> groups) {
        return groups.stream().map(Object::toString).sorted().collect(Collectors.joining(" "));
    }

    /// Fails, so that the audit row is rolled back.
    private static <T> Uni<T> unchanged() {
        return Uni.createFrom().failure(new KeyTransactions.Unchanged());
    }
}
