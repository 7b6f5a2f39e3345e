package io.tidemark.auth.audit;

import io.tidemark.auth.account.RoleName;
import io.tidemark.auth.right.Assignment;
import io.tidemark.auth.right.GroupName;
import io.tidemark.auth.right.Holder;
import io.tidemark.auth.right.Rights;
import io.tidemark.auth.right.RightsChange;
import io.tidemark.auth.role.Role;
import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;

import java.util.UUID;

/// Refuses changes of what is not there, is built in, or is still used; each with one sentence that says why.
final class ChangeCheck {
    static final ProblemCode BUILT_IN_ROLE = new ProblemCode("built-in-role", 409, "Built-in roles cannot be changed");
    static final ProblemCode STILL_USED = new ProblemCode("still-used", 409, "It is still used");
    static final ProblemCode ID_TAKEN = new ProblemCode("id-taken", 409, "There is something else with this id");

    private ChangeCheck() {}

    static void check(RightsChange change, Rights rights) {
        switch (change) {
            case RightsChange.SetAccountRoles set ->
                require(rights.facts().accounts().containsKey(set.account()), "account", set.account());
            case RightsChange.PutRole put -> notBuiltIn(put.role().name());
            case RightsChange.RemoveRole remove -> removable(remove.name(), rights);
            case RightsChange.PutGroup put -> {}
            case RightsChange.RemoveGroup remove -> removable(remove.name(), rights);
            case RightsChange.Give give -> free(give.id(), give.assignment(), rights);
            case RightsChange.Withdraw withdraw ->
                require(rights.facts().assignments().containsKey(withdraw.id()), "assignment", withdraw.id());
        }
    }

    private static void notBuiltIn(RoleName name) {
        if (Role.named(name).isPresent()) {
            throw new ProblemException(BUILT_IN_ROLE, "'" + name + "' is built in; make a role that includes it");
        }
    }

    private static void removable(RoleName name, Rights rights) {
        notBuiltIn(name);
        require(rights.facts().roles().containsKey(name), "role", name);
        boolean included = rights.roles().stream().anyMatch(r -> r.included().contains(name));
        boolean given = rights.facts().assignments().values().stream()
                .anyMatch(a -> a.role().equals(name));
        boolean own = rights.facts().accounts().values().stream().anyMatch(r -> r.contains(name));
        unused(included || given || own, "Somebody has the role '" + name + "', or another role includes it");
    }

    private static void removable(GroupName name, Rights rights) {
        require(rights.facts().groups().containsKey(name), "group", name);
        boolean inside = rights.facts().groups().values().stream()
                .anyMatch(g -> g.groups().contains(name));
        boolean given = rights.facts().assignments().values().stream()
                .anyMatch(a -> a.holder().equals(new Holder.Group(name)));
        unused(inside || given, "The group '" + name + "' has roles, or is inside another");
    }

    private static void unused(boolean used, String sentence) {
        if (used) {
            throw new ProblemException(STILL_USED, sentence + "; take that away first");
        }
    }

    private static void free(UUID id, Assignment wanted, Rights rights) {
        Assignment known = rights.facts().assignments().get(id);
        if (known != null && !known.equals(wanted)) {
            throw new ProblemException(ID_TAKEN, "There is another assignment " + id);
        }
    }

    private static void require(boolean there, String kind, Object name) {
        if (!there) {
            throw new ProblemException(ProblemCode.NOT_FOUND, "There is no " + kind + " '" + name + "'");
        }
    }
}
