package io.tidemark.auth.right;

import io.tidemark.auth.account.AccountName;
import io.tidemark.auth.account.RoleName;
import io.tidemark.auth.role.RoleRules;

import java.util.Set;
import java.util.UUID;

/// One step from what was said about rights to what is said then. Applying it does not check; [Rights] does.
public sealed interface RightsChange {
    RightsFacts applyTo(RightsFacts facts);

    /// Replaces the roles that are part of an account.
    record SetAccountRoles(AccountName account, Set<RoleName> roles) implements RightsChange {
        @Override
        public RightsFacts applyTo(RightsFacts facts) {
            return facts.withAccount(account, roles);
        }
    }

    /// Makes a role or replaces it.
    record PutRole(RoleRules role) implements RightsChange {
        @Override
        public RightsFacts applyTo(RightsFacts facts) {
            return facts.withRole(role);
        }
    }

    record RemoveRole(RoleName name) implements RightsChange {
        @Override
        public RightsFacts applyTo(RightsFacts facts) {
            return facts.withoutRole(name);
        }
    }

    /// Makes a group or replaces it.
    record PutGroup(UserGroup group) implements RightsChange {
        @Override
        public RightsFacts applyTo(RightsFacts facts) {
            return facts.withGroup(group);
        }
    }

    record RemoveGroup(GroupName name) implements RightsChange {
        @Override
        public RightsFacts applyTo(RightsFacts facts) {
            return facts.withoutGroup(name);
        }
    }

    /// Gives a role.
    record Give(UUID id, Assignment assignment) implements RightsChange {
        @Override
        public RightsFacts applyTo(RightsFacts facts) {
            return facts.withAssignment(id, assignment);
        }
    }

    /// Takes a role back.
    record Withdraw(UUID id) implements RightsChange {
        @Override
        public RightsFacts applyTo(RightsFacts facts) {
            return facts.withoutAssignment(id);
        }
    }
}
