package io.tidemark.auth.store;

import io.smallrye.mutiny.Uni;
import io.tidemark.auth.account.AccountName;
import io.tidemark.auth.account.RoleName;
import io.tidemark.auth.right.Assignment;
import io.tidemark.auth.right.GroupName;
import io.tidemark.auth.right.RightsFacts;
import io.tidemark.auth.right.UserGroup;
import io.tidemark.auth.role.RoleRules;
import io.tidemark.platform.store.TenantTransaction;
import io.tidemark.platform.store.TenantTransactions;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Reads all that was said about rights.
@ApplicationScoped
class RightsRepository {
    private static final String VERSION = "select cast(coalesce(sum(version), 0) as bigint) from rights_version";
    private static final String LOOK = "rights_version_seen_by";
    private static final String ACCOUNTS = "select a.name, r from AccountEntity a left join a.roles r";
    private static final String GROUPS = "select g.name, g.description from UserGroupEntity g";
    private static final String USERS = "select g.name, u from UserGroupEntity g join g.users u";
    private static final String INSIDE = "select g.name, i from UserGroupEntity g join g.groups i";
    private static final String ASSIGNMENTS = "select a.id, a.account, a.userGroup, a.role, a.scopeKind, a.scopeName,"
            + " a.scopePath, a.scopeOwner, a.validFrom, a.validUntil from AssignmentEntity a";

    private final AccountRepository accounts;
    private final CustomRoleRepository roles;
    private final Pool pool;

    RightsRepository(AccountRepository accounts, CustomRoleRepository roles, Pool pool) {
        this.accounts = accounts;
        this.roles = roles;
        this.pool = pool;
    }

    /// The version that the present tenancy sees, whatever transaction is open. Every decision waits for it.
    Uni<Long> look() {
        return TenantTransactions.seen(pool, LOOK);
    }

    /// The same in the caller's transaction: of its tenant, or the sum of all where it is for all.
    @TenantTransaction
    Uni<Long> version() {
        return accounts.getSession()
                .chain(session -> session.createNativeQuery(VERSION, Long.class).getSingleResult());
    }

    /// The facts with the version they had before they were read. As bare values: entities of tens of
    /// thousands of rows take several times their memory.
    @TenantTransaction
    Uni<Found> facts() {
        Gathered gathered = new Gathered();
        return version()
                .invoke(gathered::version)
                .chain(() -> rows(ACCOUNTS))
                .invoke(gathered::accounts)
                .chain(() -> roles.listAll())
                .invoke(gathered::roles)
                .chain(() -> rows(GROUPS))
                .invoke(gathered::groups)
                .chain(() -> rows(USERS))
                .invoke(gathered::users)
                .chain(() -> rows(INSIDE))
                .invoke(gathered::inside)
                .chain(() -> rows(ASSIGNMENTS))
                .map(gathered::withAssignments);
    }

    private Uni<List<@Nullable Object[]>> rows(String query) {
        return accounts.getSession()
                .chain(session -> session.createQuery(query, Object[].class).getResultList());
    }

    /// What one reading brought.
    record Found(long version, RightsFacts facts) {}

    /// Fills up while the queries answer one after the other.
    private static final class Gathered {
        private long version;
        private final Map<AccountName, Set<RoleName>> accounts = new HashMap<>();
        private Map<RoleName, RoleRules> roles = Map.of();
        private final Map<String, String> descriptions = new HashMap<>();
        private final Map<String, Set<AccountName>> users = new HashMap<>();
        private final Map<String, Set<GroupName>> inside = new HashMap<>();

        void version(Long read) {
            version = read;
        }

        void accounts(List<@Nullable Object[]> rows) {
            for (@Nullable Object[] row : rows) {
                Set<RoleName> own = accounts.computeIfAbsent(new AccountName(text(row[0])), k -> new HashSet<>());
                if (row[1] instanceof String role) {
                    own.add(new RoleName(role));
                }
            }
        }

        void roles(List<CustomRoleEntity> rows) {
            roles = rows.stream()
                    .map(CustomRoleEntity::toRules)
                    .collect(Collectors.toMap(RoleRules::name, Function.identity()));
        }

        void groups(List<@Nullable Object[]> rows) {
            rows.forEach(row -> descriptions.put(text(row[0]), text(row[1])));
        }

        void users(List<@Nullable Object[]> rows) {
            rows.forEach(row ->
                    users.computeIfAbsent(text(row[0]), k -> new HashSet<>()).add(new AccountName(text(row[1]))));
        }

        void inside(List<@Nullable Object[]> rows) {
            rows.forEach(row ->
                    inside.computeIfAbsent(text(row[0]), k -> new HashSet<>()).add(new GroupName(text(row[1]))));
        }

        Found withAssignments(List<@Nullable Object[]> rows) {
            Map<UUID, Assignment> assignments = rows.stream()
                    .map(AssignmentEntity::of)
                    .collect(Collectors.toMap(entity -> entity.id, AssignmentEntity::toAssignment));
            return new Found(version, new RightsFacts(accounts, roles, madeGroups(), assignments));
        }

        private Map<GroupName, UserGroup> madeGroups() {
            Map<GroupName, UserGroup> groups = new HashMap<>();
            descriptions.forEach((text, description) -> {
                GroupName name = new GroupName(text);
                groups.put(
                        name,
                        new UserGroup(
                                name,
                                description,
                                users.getOrDefault(text, Set.of()),
                                inside.getOrDefault(text, Set.of())));
            });
            return groups;
        }

        private static String text(@Nullable Object value) {
            return (String) Objects.requireNonNull(value);
        }
    }
}
