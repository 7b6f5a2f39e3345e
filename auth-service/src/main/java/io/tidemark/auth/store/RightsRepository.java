package io.tidemark.auth.store;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import io.tidemark.auth.account.AccountName;
import io.tidemark.auth.account.RoleName;
import io.tidemark.auth.right.Assignment;
import io.tidemark.auth.right.GroupName;
import io.tidemark.auth.right.RightsFacts;
import io.tidemark.auth.right.UserGroup;
import io.tidemark.auth.role.RoleRules;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Reads all that was said about rights.
@ApplicationScoped
class RightsRepository {
    private static final String ACCOUNTS = "select a.name, r from AccountEntity a left join a.roles r";

    private final AccountRepository accounts;
    private final UserGroupRepository groups;
    private final CustomRoleRepository roles;
    private final AssignmentRepository assignments;

    RightsRepository(
            AccountRepository accounts,
            UserGroupRepository groups,
            CustomRoleRepository roles,
            AssignmentRepository assignments) {
        this.accounts = accounts;
        this.groups = groups;
        this.roles = roles;
        this.assignments = assignments;
    }

    /// Joins the caller's transaction, or reads by itself.
    @WithSession
    Uni<Long> version() {
        return accounts.getSession()
                .chain(session -> session.createNativeQuery("select version from rights_version", Long.class)
                        .getSingleResult());
    }

    /// The facts with the version they had before they were read.
    @WithSession
    Uni<Found> facts() {
        Gathered gathered = new Gathered();
        return version()
                .invoke(gathered::version)
                .chain(() -> accounts.getSession()
                        .chain(s -> s.createQuery(ACCOUNTS, Object[].class).getResultList()))
                .invoke(gathered::accounts)
                .chain(() -> roles.listAll())
                .invoke(gathered::roles)
                .chain(() -> groups.listAll())
                .invoke(gathered::groups)
                .chain(() -> assignments.listAll())
                .map(gathered::withAssignments);
    }

    /// What one reading brought.
    record Found(long version, RightsFacts facts) {}

    /// Fills up while the queries answer one after the other.
    private static final class Gathered {
        private long version;
        private final Map<AccountName, Set<RoleName>> accounts = new HashMap<>();
        private Map<RoleName, RoleRules> roles = Map.of();
        private Map<GroupName, UserGroup> groups = Map.of();

        void version(Long read) {
            version = read;
        }

        void accounts(List<@Nullable Object[]> rows) {
            for (@Nullable Object[] row : rows) {
                Set<RoleName> own = accounts.computeIfAbsent(new AccountName((String) row[0]), k -> new HashSet<>());
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

        void groups(List<UserGroupEntity> rows) {
            groups = rows.stream()
                    .map(UserGroupEntity::toGroup)
                    .collect(Collectors.toMap(UserGroup::name, Function.identity()));
        }

        Found withAssignments(List<AssignmentEntity> rows) {
            Map<UUID, Assignment> assignments =
                    rows.stream().collect(Collectors.toMap(row -> row.id, AssignmentEntity::toAssignment));
            return new Found(version, new RightsFacts(accounts, roles, groups, assignments));
        }
    }
}
