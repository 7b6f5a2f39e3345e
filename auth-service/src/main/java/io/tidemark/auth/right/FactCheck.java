package io.tidemark.auth.right;

import io.tidemark.auth.account.AccountName;
import io.tidemark.auth.account.RoleName;
import io.tidemark.auth.role.Role;
import io.tidemark.platform.problem.ProblemException;

import java.util.List;

/// Refuses facts that do not hold together.
final class FactCheck {
    private FactCheck() {}

    /// @throws ProblemException 422 that names the field of the change that brought it
    static void check(RightsFacts facts, RoleBook roles) {
        facts.groups().values().forEach(group -> members(group, facts));
        Hierarchy.cycle(facts.groups().keySet(), name -> inside(name, facts)).ifPresent(name -> {
            throw ProblemException.field("groups", "the group '" + name + "' would be inside itself");
        });
        facts.allAssignments().forEach(assignment -> assignment(assignment, facts, roles));
    }

    private static Iterable<GroupName> inside(GroupName name, RightsFacts facts) {
        UserGroup group = facts.groups().get(name);
        return group == null ? List.of() : group.groups();
    }

    private static void members(UserGroup group, RightsFacts facts) {
        group.users().forEach(user -> known(user, facts, "users"));
        group.groups().forEach(inner -> known(inner, facts, "groups"));
    }

    private static void assignment(Assignment assignment, RightsFacts facts, RoleBook roles) {
        switch (assignment.holder()) {
            case Holder.User user -> known(user.name(), facts, "user");
            case Holder.Group group -> known(group.name(), facts, "group");
        }
        if (roles.find(assignment.role()).isEmpty()) {
            throw ProblemException.field("role", "there is no role '" + assignment.role() + "'");
        }
        Role.named(assignment.role()).ifPresent(role -> builtIn(role, assignment));
    }

    private static void builtIn(Role role, Assignment assignment) {
        RoleName name = role.roleName();
        if (!role.forPeople()) {
            throw ProblemException.field("role", "'" + name + "' belongs to services and agents only");
        }
        if (role.needsScope() && assignment.scope().equals(Scope.EVERYTHING)) {
            throw ProblemException.field("scope", "'" + name + "' is given for a part only, not for everything");
        }
    }

    private static void known(AccountName name, RightsFacts facts, String field) {
        if (!facts.accounts().containsKey(name)) {
            throw ProblemException.field(field, "there is no account '" + name + "'");
        }
    }

    private static void known(GroupName name, RightsFacts facts, String field) {
        if (!facts.groups().containsKey(name)) {
            throw ProblemException.field(field, "there is no group '" + name + "'");
        }
    }
}
