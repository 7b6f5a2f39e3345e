package io.tidemark.auth.right;

import io.tidemark.auth.role.Permission;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What a token says somebody may do. A service that knows nothing of scopes looks at `everywhere` only;
/// so what is
/// allowed in part, or denied anywhere, is not in there.
///
/// @param everywhere allowed for everything and denied nowhere
/// @param parts what is said about all other permissions
/// @param until when the first of this changes, [Instant#MAX] where nothing does
public record TokenRights(Set<Permission> everywhere, List<Part> parts, Instant until) {
    /// Beyond so many scopes a token would not fit into a request's header.
    public static final int MAX_PARTS = 100;

    public static TokenRights everywhere(Set<Permission> permissions) {
        return new TokenRights(Set.copyOf(permissions), List.of(), Instant.MAX);
    }

    /// @param holdings all of one user
    public static TokenRights at(Instant now, Set<Holding> holdings) {
        List<Holding> present =
                holdings.stream().filter(h -> h.window().contains(now)).toList();
        EnumSet<Permission> everywhere = EnumSet.noneOf(Permission.class);
        present.stream()
                .filter(h -> h.effect() == Effect.ALLOW && h.scope().equals(Scope.EVERYTHING))
                .forEach(h -> everywhere.add(h.permission()));
        present.stream().filter(h -> h.effect() == Effect.DENY).forEach(h -> everywhere.remove(h.permission()));
        List<Holding> rest = present.stream()
                .filter(h -> !everywhere.contains(h.permission()))
                .toList();
        return new TokenRights(Set.copyOf(everywhere), parts(rest), nextChange(now, holdings));
    }

    /// What of them is among these permissions.
    public TokenRights within(Set<Permission> scope) {
        EnumSet<Permission> left = EnumSet.noneOf(Permission.class);
        everywhere.stream().filter(scope::contains).forEach(left::add);
        List<Part> within = parts.stream()
                .map(part -> part.within(scope))
                .filter(part -> !part.permissions().isEmpty())
                .toList();
        return new TokenRights(Set.copyOf(left), within, until);
    }

    /// The same for no longer than that.
    public TokenRights endingBy(Instant end) {
        return end.isBefore(until) ? new TokenRights(everywhere, parts, end) : this;
    }

    private static List<Part> parts(List<Holding> holdings) {
        Map<List<Object>, Set<Permission>> byScope = new LinkedHashMap<>();
        for (Holding h : holdings) {
            byScope.computeIfAbsent(List.of(h.effect(), h.scope()), k -> EnumSet.noneOf(Permission.class))
                    .add(h.permission());
        }
        List<Part> parts = new ArrayList<>();
        byScope.forEach((key, permissions) ->
                parts.add(new Part((Effect) key.getFirst(), Set.copyOf(permissions), (Scope) key.getLast())));
        return List.copyOf(parts);
    }

    private static Instant nextChange(Instant now, Set<Holding> holdings) {
        return holdings.stream()
                .map(h -> h.window().from().isAfter(now)
                        ? h.window().from()
                        : h.window().until())
                .filter(moment -> moment.isAfter(now))
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
    }

    public record Part(Effect effect, Set<Permission> permissions, Scope scope) {
        Part within(Set<Permission> wanted) {
            Set<Permission> left =
                    permissions.stream().filter(wanted::contains).collect(Collectors.toUnmodifiableSet());
            return new Part(effect, left, scope);
        }
    }
}
