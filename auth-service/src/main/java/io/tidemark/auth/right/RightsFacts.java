package io.tidemark.auth.right;

import io.tidemark.auth.account.AccountName;
import io.tidemark.auth.account.RoleName;
import io.tidemark.auth.role.RoleRules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// What was said about rights, as it is kept.
///
/// @param accounts every account with the roles that are part of it
/// @param roles those that are not built in
/// @param assignments the roles given beside
public record RightsFacts(
        Map<AccountName, Set<RoleName>> accounts,
        Map<RoleName, RoleRules> roles,
        Map<GroupName, UserGroup> groups,
        Map<UUID, Assignment> assignments) {
    public static final RightsFacts NONE = new RightsFacts(Map.of(), Map.of(), Map.of(), Map.of());

    public RightsFacts {
        accounts = Map.copyOf(accounts);
        roles = Map.copyOf(roles);
        groups = Map.copyOf(groups);
        assignments = Map.copyOf(assignments);
    }

    List<Assignment> allAssignments() {
        List<Assignment> all = new ArrayList<>(assignments.values());
        accounts.forEach((name, own) -> own.forEach(role -> all.add(Assignment.ofAccount(name, role))));
        return all;
    }

    RightsFacts withAccount(AccountName name, Set<RoleName> own) {
        return new RightsFacts(with(accounts, name, Set.copyOf(own)), roles, groups, assignments);
    }

    RightsFacts withRole(RoleRules role) {
        return new RightsFacts(accounts, with(roles, role.name(), role), groups, assignments);
    }

    RightsFacts withoutRole(RoleName name) {
        return new RightsFacts(accounts, without(roles, name), groups, assignments);
    }

    RightsFacts withGroup(UserGroup group) {
        return new RightsFacts(accounts, roles, with(groups, group.name(), group), assignments);
    }

    RightsFacts withoutGroup(GroupName name) {
        return new RightsFacts(accounts, roles, without(groups, name), assignments);
    }

    RightsFacts withAssignment(UUID id, Assignment assignment) {
        return new RightsFacts(accounts, roles, groups, with(assignments, id, assignment));
    }

    RightsFacts withoutAssignment(UUID id) {
        return new RightsFacts(accounts, roles, groups, without(assignments, id));
    }

    private static <K, V> Map<K, V> with(Map<K, V> map, K key, V value) {
        Map<K, V> copy = new HashMap<>(map);
        copy.put(key, value);
        return copy;
    }

    private static <K, V> Map<K, V> without(Map<K, V> map, K key) {
        Map<K, V> copy = new HashMap<>(map);
        copy.remove(key);
        return copy;
    }
}
