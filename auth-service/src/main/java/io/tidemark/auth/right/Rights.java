package io.tidemark.auth.right;

import io.tidemark.auth.account.AccountName;
import io.tidemark.auth.account.RoleName;
import io.tidemark.auth.right.RoleBook.Rule;
import io.tidemark.auth.role.Permission;
import io.tidemark.auth.role.RoleRules;
import io.tidemark.platform.tenant.Tenant;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Everything that was said about who may do what, at one moment. Never changes; decides.
public final class Rights {
    private final RightsFacts facts;
    private final RoleBook roles;
    private final Map<Holder, List<Assignment>> given;
    private final Map<AccountName, List<GroupName>> groupsOfUser;
    private final Map<GroupName, List<GroupName>> groupsOfGroup;

    /// @throws io.tidemark.platform.problem.ProblemException 422 where something names what does not exist, or contains
    /// itself
    public Rights(RightsFacts facts) {
        this.facts = facts;
        this.roles = new RoleBook(facts.roles().values());
        FactCheck.check(facts, roles);
        this.given = Index.of(facts.allAssignments(), a -> List.of(a.holder()), Function.identity());
        Collection<UserGroup> groups = facts.groups().values();
        this.groupsOfUser = Index.of(groups, UserGroup::users, UserGroup::name);
        this.groupsOfGroup = Index.of(groups, UserGroup::groups, UserGroup::name);
    }

    public RightsFacts facts() {
        return facts;
    }

    /// All roles, the built-in ones first.
    public Collection<RoleRules> roles() {
        return roles.all();
    }

    public Optional<RoleRules> role(RoleName name) {
        return roles.find(name);
    }

    /// Whether this user may do this with this thing now, and why. An unknown user may nothing,
    /// and nobody anything with what is another tenant's.
    public Decision decide(AccountName user, Permission permission, Target target, Instant at) {
        Map<Effect, Reason> reasons = new HashMap<>();
        if (!target.isOf(Tenant.of(user.value())) || !mayHave(user, permission)) {
            return new Decision(Optional.empty(), Optional.empty());
        }
        sources(user).forEach((holder, way) -> {
            for (Assignment assignment : given.getOrDefault(holder, List.of())) {
                if (applies(assignment, user, target, at)) {
                    rules(assignment, permission)
                            .forEach(rule -> reasons.putIfAbsent(
                                    rule.effect(), new Reason(rule.effect(), assignment, way, rule.way())));
                }
            }
        });
        return new Decision(
                Optional.ofNullable(reasons.get(Effect.ALLOW)), Optional.ofNullable(reasons.get(Effect.DENY)));
    }

    /// The roles this user has at that time, wherever, with those they include.
    public Set<RoleName> rolesOf(AccountName user, Instant at) {
        Set<RoleName> found = new LinkedHashSet<>();
        sources(user)
                .keySet()
                .forEach(holder -> given.getOrDefault(holder, List.of()).stream()
                        .filter(assignment -> assignment.window().contains(at))
                        .forEach(assignment -> found.addAll(roles.within(assignment.role()))));
        return found;
    }

    /// Everything this user has or is denied, also what begins later or is over.
    public Set<Holding> holdings(AccountName user) {
        Set<Holding> found = new LinkedHashSet<>();
        reasons(user).forEach((holding, reason) -> found.add(holding));
        return found;
    }

    /// The same, each with one reason.
    public Map<Holding, Reason> reasons(AccountName user) {
        Map<Holding, Reason> found = new LinkedHashMap<>();
        sources(user)
                .forEach((holder, way) -> given.getOrDefault(holder, List.of())
                        .forEach(assignment -> roles.rules(assignment.role())
                                .forEach((permission, rules) -> rules.forEach(rule -> found.putIfAbsent(
                                        holding(user, assignment, permission, rule),
                                        new Reason(rule.effect(), assignment, way, rule.way()))))));
        found.keySet().removeIf(holding -> !mayHave(user, holding.permission()));
        return found;
    }

    private static boolean mayHave(AccountName user, Permission permission) {
        return !permission.isOfInstallation() || Tenant.DEFAULT.owns(user.value());
    }

    private static Holding holding(AccountName user, Assignment assignment, Permission permission, Rule rule) {
        return new Holding(rule.effect(), permission, assignment.scope().heldBy(user), assignment.window());
    }

    private List<Rule> rules(Assignment assignment, Permission permission) {
        return roles.rules(assignment.role()).getOrDefault(permission, List.of());
    }

    private static boolean applies(Assignment assignment, AccountName user, Target target, Instant at) {
        return assignment.window().contains(at)
                && assignment.scope().heldBy(user).contains(target);
    }

    /// The user, and all groups the user is in at whatever depth, each with the groups on the way to it.
    private Map<Holder, List<GroupName>> sources(AccountName user) {
        Map<Holder, List<GroupName>> found = new LinkedHashMap<>();
        found.put(new Holder.User(user), List.of());
        Hierarchy.ways(groupsOfUser.getOrDefault(user, List.of()), g -> groupsOfGroup.getOrDefault(g, List.of()))
                .forEach((group, way) -> found.put(new Holder.Group(group), way));
        return found;
    }
}
