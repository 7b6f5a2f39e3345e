package io.tidemark.auth.right;

import io.tidemark.auth.account.AccountName;
import io.tidemark.auth.account.RoleName;
import io.tidemark.auth.role.Permission;
import io.tidemark.auth.role.RoleRules;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Random models that are small enough to be dense: few names, so that everything meets everything.
public final class RandomRights {
    public static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private static final List<Permission> PERMISSIONS =
            List.of(Permission.FILES_READ, Permission.SERVERS_READ, Permission.RULES_WRITE);
    private static final List<String> PATHS = List.of("/a", "/a/b", "/a/b/c", "/ab", "/c");

    private final RandomGenerator random;
    private final int users;
    private final int groups;
    private final int roles;

    public RandomRights(RandomGenerator random, int users, int groups, int roles) {
        this.random = random;
        this.users = users;
        this.groups = groups;
        this.roles = roles;
    }

    public RightsFacts facts(int assignments) {
        Map<AccountName, Set<RoleName>> accounts = new HashMap<>();
        IntStream.range(0, users)
                .forEach(i -> accounts.put(user(i), random.nextInt(8) == 0 ? Set.of(role()) : Set.of()));
        Map<RoleName, RoleRules> rules = new HashMap<>();
        IntStream.range(0, roles).forEach(i -> rules.put(role(i), rules(i)));
        Map<GroupName, UserGroup> nested = new HashMap<>();
        IntStream.range(0, groups).forEach(i -> nested.put(group(i), userGroup(i)));
        Map<UUID, Assignment> given = new HashMap<>();
        for (int i = 0; i < assignments; i++) {
            UUID id = new UUID(1, i);
            given.put(id, assignment(id));
        }
        return new RightsFacts(accounts, rules, nested, given);
    }

    public AccountName user() {
        return user(random.nextInt(users));
    }

    public Permission permission() {
        return PERMISSIONS.get(random.nextInt(PERMISSIONS.size()));
    }

    Target target() {
        return new Target(
                random.nextInt(3) > 0 ? Optional.empty() : Optional.of(random.nextInt(4) > 0 ? "default" : "acme"),
                IntStream.range(0, 2)
                        .filter(i -> random.nextBoolean())
                        .mapToObj(i -> "group" + i)
                        .collect(Collectors.toSet()),
                maybe("server", 2),
                random.nextInt(3) == 0 ? Optional.empty() : Optional.of(path()),
                random.nextBoolean() ? Optional.empty() : Optional.of(owner()));
    }

    /// Any one of the kinds of change.
    RightsChange change(RightsFacts facts) {
        UUID id = new UUID(1, random.nextInt(Math.max(1, facts.assignments().size())));
        int number = random.nextInt(groups);
        int role = random.nextInt(roles);
        return switch (random.nextInt(5)) {
            case 0 -> new RightsChange.SetAccountRoles(user(), random.nextBoolean() ? Set.of() : Set.of(role()));
            case 1 -> new RightsChange.PutRole(rules(role));
            case 2 -> new RightsChange.PutGroup(userGroup(number));
            case 3 -> new RightsChange.Give(id, assignment(id));
            default -> new RightsChange.Withdraw(id);
        };
    }

    public Scope scope() {
        Place place = switch (random.nextInt(6)) {
            case 0, 1 -> Place.EVERYTHING;
            case 2 -> new Place.Tenant(random.nextBoolean() ? "default" : "acme");
            case 3 -> new Place.ServerGroup("group" + random.nextInt(2));
            case 4 -> new Place.Server("server" + random.nextInt(2));
            default -> new Place.Folder("server" + random.nextInt(2), path());
        };
        return new Scope(place, random.nextInt(3) == 0 ? Optional.of(owner()) : Optional.empty());
    }

    private Assignment assignment(UUID id) {
        Holder holder =
                random.nextBoolean() ? new Holder.User(user()) : new Holder.Group(group(random.nextInt(groups)));
        return new Assignment(Optional.of(id), holder, role(), scope(), window());
    }

    private Window window() {
        return switch (random.nextInt(5)) {
            case 0 -> new Window(Instant.MIN, NOON.plusSeconds(random.nextInt(-2, 3)));
            case 1 -> new Window(NOON.plusSeconds(random.nextInt(-2, 3)), Instant.MAX);
            default -> Window.ALWAYS;
        };
    }

    /// Includes roles of higher numbers only: no cycles.
    private RoleRules rules(int number) {
        Set<Permission> allowed = some();
        Set<Permission> denied = random.nextInt(4) == 0 ? some() : Set.of();
        return new RoleRules(role(number), "", allowed, denied, new HashSet<>(later(number, roles, this::role)));
    }

    private UserGroup userGroup(int number) {
        Set<AccountName> members = new HashSet<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            members.add(user());
        }
        return new UserGroup(group(number), "", members, new HashSet<>(later(number, groups, this::group)));
    }

    private <T> List<T> later(int number, int all, IntFunction<T> name) {
        List<T> found = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0 && number + 1 < all; i--) {
            found.add(name.apply(random.nextInt(number + 1, Math.min(all, number + 6))));
        }
        return found;
    }

    private Set<Permission> some() {
        Set<Permission> some = new HashSet<>(PERMISSIONS);
        some.removeIf(p -> random.nextInt(3) > 0);
        return some;
    }

    private RoleName role() {
        return role(random.nextInt(roles));
    }

    private RoleName role(int number) {
        return new RoleName("role" + number);
    }

    private AccountName user(int number) {
        return new AccountName("user" + number);
    }

    private GroupName group(int number) {
        return new GroupName("team" + number);
    }

    private String path() {
        return PATHS.get(random.nextInt(PATHS.size()));
    }

    private String owner() {
        return random.nextBoolean() ? Scope.SELF : "user" + random.nextInt(2);
    }

    private Optional<String> maybe(String name, int numbers) {
        return random.nextInt(4) == 0 ? Optional.empty() : Optional.of(name + random.nextInt(numbers));
    }
}
