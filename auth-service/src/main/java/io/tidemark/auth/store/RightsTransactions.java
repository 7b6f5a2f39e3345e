package io.tidemark.auth.store;

import io.smallrye.mutiny.Uni;
import io.tidemark.auth.audit.AuditEvent;
import io.tidemark.auth.audit.RightsStore.Outcome;
import io.tidemark.auth.right.Assignment;
import io.tidemark.auth.right.RightsChange;
import io.tidemark.auth.right.UserGroup;
import io.tidemark.auth.role.RoleRules;
import io.tidemark.platform.store.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.List;
import java.util.UUID;

/// The transactions behind [StoredRights]. Each writes its audit row first: the row's lock makes
/// them one after the other, so the version they find stays true until they commit.
@ApplicationScoped
class RightsTransactions {
    private static final String ADMINISTRATORS = "disabled = false and 'administrator' member of roles";

    private final AuditRepository audit;
    private final RightsRepository rights;
    private final AccountRepository accounts;
    private final UserGroupRepository groups;
    private final CustomRoleRepository roles;
    private final AssignmentRepository assignments;

    RightsTransactions(
            AuditRepository audit,
            RightsRepository rights,
            AccountRepository accounts,
            UserGroupRepository groups,
            CustomRoleRepository roles,
            AssignmentRepository assignments) {
        this.audit = audit;
        this.rights = rights;
        this.accounts = accounts;
        this.groups = groups;
        this.roles = roles;
        this.assignments = assignments;
    }

    /// @param fewest administrators that must be left where accounts get other roles
    @TenantTransaction
    Uni<Outcome> apply(RightsChange change, long version, int fewest, AuditEvent event) {
        return audit.append(List.of(event))
                .chain(() -> rights.version())
                .chain(found -> found == version ? write(change, fewest) : refuse(Outcome.STALE))
                .replaceWith(Outcome.DONE);
    }

    private Uni<?> write(RightsChange change, int fewest) {
        return switch (change) {
            case RightsChange.SetAccountRoles set -> setRoles(set, fewest);
            case RightsChange.PutRole put -> put(put.role());
            case RightsChange.RemoveRole remove ->
                roles.deleteById(remove.name().value());
            case RightsChange.PutGroup put -> put(put.group());
            case RightsChange.RemoveGroup remove ->
                groups.deleteById(remove.name().value());
            case RightsChange.Give give -> give(give.id(), give.assignment());
            case RightsChange.Withdraw withdraw -> assignments.deleteById(withdraw.id());
        };
    }

    private Uni<?> setRoles(RightsChange.SetAccountRoles set, int fewest) {
        return accounts.findById(set.account().value())
                .invoke(account -> Sets.replace(account.roles, set.roles()))
                .chain(() -> accounts.flush())
                .chain(() -> accounts.count(ADMINISTRATORS))
                .chain(left -> left < fewest ? refuse(Outcome.LAST_ADMINISTRATOR) : done());
    }

    private Uni<?> put(RoleRules role) {
        return roles.findById(role.name().value())
                .chain(known -> known == null
                        ? roles.persist(CustomRoleEntity.of(role))
                        : Uni.createFrom().item(known).invoke(k -> k.set(role)));
    }

    private Uni<?> put(UserGroup group) {
        return groups.findById(group.name().value())
                .chain(known -> known == null
                        ? groups.persist(UserGroupEntity.of(group))
                        : Uni.createFrom().item(known).invoke(k -> k.set(group)));
    }

    /// The same once more is the same.
    private Uni<?> give(UUID id, Assignment assignment) {
        return assignments
                .findById(id)
                .chain(known -> known == null ? assignments.persist(AssignmentEntity.of(id, assignment)) : done());
    }

    private static <T> Uni<T> done() {
        return Uni.createFrom().nullItem();
    }

    /// Fails, so that the audit row is rolled back with the change that was not made.
    private static <T> Uni<T> refuse(Outcome outcome) {
        return Uni.createFrom().failure(new Refused(outcome));
    }

    /// A change that was not made.
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        final Outcome outcome;

        Refused(Outcome outcome) {
            super(outcome.name(), null, false, false);
            this.outcome = outcome;
        }
    }
}
