package io.tidemark.auth.right;

import io.tidemark.auth.account.RoleName;
import io.tidemark.auth.role.Permission;
import io.tidemark.auth.role.Role;
import io.tidemark.auth.role.RoleRules;
import io.tidemark.platform.problem.ProblemException;

import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// All roles, each unfolded to what it says by itself and by those it includes.
final class RoleBook {
    private final Map<RoleName, RoleRules> roles;
    private final Map<RoleName, Map<Permission, List<Rule>>> unfolded = new HashMap<>();

    /// @param custom roles beside the built-in ones
    /// @throws ProblemException 422 where a role includes an unknown one or itself, by whatever way
    RoleBook(Collection<RoleRules> custom) {
        roles = new LinkedHashMap<>(
                Role.builtIn().stream().collect(Collectors.toMap(RoleRules::name, Function.identity())));
        custom.forEach(role -> roles.put(role.name(), role));
        roles.values().forEach(this::checkIncluded);
        Hierarchy.cycle(roles.keySet(), this::included).ifPresent(name -> {
            throw ProblemException.field("included", "the role '" + name + "' would include itself");
        });
        roles.keySet().forEach(name -> unfolded.put(name, unfold(name)));
    }

    Collection<RoleRules> all() {
        return roles.values();
    }

    Optional<RoleRules> find(RoleName name) {
        return Optional.ofNullable(roles.get(name));
    }

    /// What the role says about each permission; nothing for an unknown role.
    Map<Permission, List<Rule>> rules(RoleName name) {
        return unfolded.getOrDefault(name, Map.of());
    }

    /// The role and all that it includes, by whatever way.
    Set<RoleName> within(RoleName name) {
        return Hierarchy.ways(List.of(name), this::included).keySet();
    }

    private void checkIncluded(RoleRules role) {
        for (RoleName included : role.included()) {
            if (!roles.containsKey(included)) {
                throw ProblemException.field("included", "there is no role '" + included + "'");
            }
            if (Role.named(included).filter(r -> !r.forPeople()).isPresent()) {
                throw ProblemException.field("included", "'" + included + "' belongs to services and agents only");
            }
        }
    }

    private Iterable<RoleName> included(RoleName name) {
        RoleRules role = roles.get(name);
        return role == null ? List.of() : role.included().stream().sorted().toList();
    }

    private Map<Permission, List<Rule>> unfold(RoleName name) {
        Map<Permission, Map<Effect, Rule>> found = new EnumMap<>(Permission.class);
        Hierarchy.ways(List.of(name), this::included).forEach((role, way) -> {
            RoleRules rules = roles.get(role);
            if (rules != null) {
                rules.allowed().forEach(p -> note(found, p, new Rule(Effect.ALLOW, way)));
                rules.denied().forEach(p -> note(found, p, new Rule(Effect.DENY, way)));
            }
        });
        Map<Permission, List<Rule>> lists = new EnumMap<>(Permission.class);
        found.forEach((permission, rules) -> lists.put(permission, List.copyOf(rules.values())));
        return lists;
    }

    private static void note(Map<Permission, Map<Effect, Rule>> found, Permission permission, Rule rule) {
        found.computeIfAbsent(permission, p -> new EnumMap<>(Effect.class)).putIfAbsent(rule.effect(), rule);
    }

    /// @param way from the role that was asked about down to the one that says it
    record Rule(Effect effect, List<RoleName> way) {}
}
