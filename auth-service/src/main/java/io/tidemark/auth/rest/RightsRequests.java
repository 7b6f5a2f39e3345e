package io.tidemark.auth.rest;

import io.tidemark.auth.account.AccountName;
import io.tidemark.auth.account.RoleName;
import io.tidemark.auth.right.Assignment;
import io.tidemark.auth.right.GroupName;
import io.tidemark.auth.right.Holder;
import io.tidemark.auth.right.Scope;
import io.tidemark.auth.right.ScopeForm;
import io.tidemark.auth.right.Target;
import io.tidemark.auth.right.UserGroup;
import io.tidemark.auth.right.Window;
import io.tidemark.auth.role.Permission;
import io.tidemark.auth.role.RoleRules;
import io.tidemark.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// What callers send about rights, and how it becomes what the domain takes.
public final class RightsRequests {
    private RightsRequests() {}

    public record RoleBody(
            @Nullable String description,
            @Nullable List<String> permissions,
            @Nullable List<String> denied,
            @Nullable List<String> included) {
        RoleRules rules(String name) {
            RoleName checked = field("name", () -> new RoleName(name));
            return field(
                    "description",
                    () -> new RoleRules(
                            checked,
                            text(description),
                            all("permissions", permissions, RightsRequests::permission),
                            all("denied", denied, RightsRequests::permission),
                            all("included", included, RoleName::new)));
        }
    }

    public record GroupBody(
            @Nullable String description,
            @Nullable List<String> users,
            @Nullable List<String> groups) {
        UserGroup group(String name) {
            GroupName checked = field("name", () -> new GroupName(name));
            return field(
                    "description",
                    () -> new UserGroup(
                            checked,
                            text(description),
                            all("users", users, AccountName::new),
                            all("groups", groups, GroupName::new)));
        }
    }

    /// @param id chosen by the caller, so that asking twice gives once; made here where it is missing
    /// @param user or `group`: who gets it
    /// @param scope everything where it is missing
    public record AssignmentBody(
            @Nullable UUID id,
            @Nullable String user,
            @Nullable String group,
            @Nullable String role,
            @Nullable ScopeForm scope,
            @Nullable Instant from,
            @Nullable Instant until) {
        UUID wantedId() {
            return id == null ? UUID.randomUUID() : id;
        }

        Assignment assignment(UUID chosen) {
            return new Assignment(
                    Optional.of(chosen),
                    holder(),
                    field("role", () -> new RoleName(text(role))),
                    field("scope", () -> scope == null ? Scope.EVERYTHING : scope.toScope()),
                    field(
                            "until",
                            () -> new Window(
                                    Objects.requireNonNullElse(from, Instant.MIN),
                                    Objects.requireNonNullElse(until, Instant.MAX))));
        }

        private Holder holder() {
            if ((user == null) == (group == null)) {
                throw ProblemException.field("user", "give either user or group");
            }
            return group == null
                    ? field("user", () -> new Holder.User(new AccountName(text(user))))
                    : field("group", () -> new Holder.Group(new GroupName(group)));
        }
    }

    public record AccountRoles(@Nullable List<String> roles) {
        Set<RoleName> wanted() {
            if (roles == null) {
                throw ProblemException.field("roles", "must be a list of roles; an empty one takes all away");
            }
            return all("roles", roles, RoleName::new);
        }
    }

    /// @param user the caller where it is missing
    /// @param target what is on no server and belongs to nobody where it is missing
    public record Question(
            @Nullable String user,
            @Nullable String permission,
            @Nullable TargetBody target) {
        Permission asked() {
            return field("permission", () -> RightsRequests.permission(text(permission)));
        }

        Target wanted() {
            return target == null ? Target.NOWHERE : target.wanted();
        }
    }

    /// @param groups the groups of servers that the server is in
    public record TargetBody(
            @Nullable String tenant,
            @Nullable List<String> groups,
            @Nullable String server,
            @Nullable String path,
            @Nullable String owner) {
        Target wanted() {
            return new Target(
                    Optional.ofNullable(tenant),
                    groups == null ? Set.of() : Set.copyOf(groups),
                    Optional.ofNullable(server),
                    Optional.ofNullable(path),
                    Optional.ofNullable(owner));
        }
    }

    static Set<Permission> permissions(String field, @Nullable List<String> texts) {
        return all(field, texts, RightsRequests::permission);
    }

    static Permission permission(String text) {
        return Permission.of(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + text + "' is no permission; they are written resource:action, such as files:read"));
    }

    private static <T> Set<T> all(String field, @Nullable List<String> texts, Function<String, T> read) {
        return field(
                field,
                () -> texts == null
                        ? Set.<T>of()
                        : texts.stream().map(read).collect(Collectors.<T>toUnmodifiableSet()));
    }

    /// What a domain record refuses becomes the error of the field it came from.
    static <T> T field(String name, Supplier<T> read) {
        try {
            return read.get();
        } catch (IllegalArgumentException e) {
            throw ProblemException.field(name, text(e.getMessage()));
        }
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
