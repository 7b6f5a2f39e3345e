package io.tidemark.auth.right;

import io.tidemark.auth.account.AccountName;
import io.tidemark.auth.account.RoleName;
import io.tidemark.auth.role.Permission;
import io.tidemark.auth.role.RoleRules;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Decides by the very words of the rules, recursively and slowly, and shares no code with [Rights].
final class NaiveRights {
    private final RightsFacts facts;

    NaiveRights(RightsFacts facts) {
        this.facts = facts;
    }

    boolean allowed(AccountName user, Permission permission, Target target, Instant at) {
        boolean others = target.tenant().filter(t -> !t.equals("default")).isPresent();
        return !others && says(true, user, permission, target, at) && !says(false, user, permission, target, at);
    }

    private boolean says(boolean allow, AccountName user, Permission permission, Target target, Instant at) {
        boolean own =
                facts.accounts().getOrDefault(user, Set.of()).stream().anyMatch(role -> says(allow, role, permission));
        return own
                || facts.assignments().values().stream()
                        .filter(a -> isFor(a.holder(), user))
                        .filter(a -> !at.isBefore(a.window().from())
                                && at.isBefore(a.window().until()))
                        .filter(a -> reaches(a.scope(), user, target))
                        .anyMatch(a -> says(allow, a.role(), permission));
    }

    private boolean says(boolean allow, RoleName name, Permission permission) {
        RoleRules role = Objects.requireNonNull(facts.roles().get(name));
        return (allow ? role.allowed() : role.denied()).contains(permission)
                || role.included().stream().anyMatch(included -> says(allow, included, permission));
    }

    private boolean isFor(Holder holder, AccountName user) {
        return switch (holder) {
            case Holder.User u -> u.name().equals(user);
            case Holder.Group g -> isIn(g.name(), user);
        };
    }

    private boolean isIn(GroupName name, AccountName user) {
        UserGroup group = Objects.requireNonNull(facts.groups().get(name));
        return group.users().contains(user) || group.groups().stream().anyMatch(inner -> isIn(inner, user));
    }

    private static boolean reaches(Scope scope, AccountName user, Target target) {
        Optional<String> owner = scope.owner().map(o -> o.equals("@me") ? user.value() : o);
        if (owner.isPresent() && !owner.equals(target.owner())) {
            return false;
        }
        return switch (scope.place()) {
            case Place.Everything e -> true;
            case Place.Tenant t ->
                target.tenant().isPresent()
                        ? target.tenant().equals(Optional.of(t.name()))
                        : target.server().isPresent() && t.name().equals("default");
            case Place.ServerGroup g -> target.groups().contains(g.name());
            case Place.Server s -> target.server().equals(Optional.of(s.name()));
            case Place.Folder f ->
                target.server().equals(Optional.of(f.server()))
                        && target.path()
                                .filter(p -> (p + "/").startsWith(f.path() + "/"))
                                .isPresent();
        };
    }
}
