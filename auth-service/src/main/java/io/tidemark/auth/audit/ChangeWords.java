package io.tidemark.auth.audit;

import io.tidemark.auth.account.RoleName;
import io.tidemark.auth.right.Assignment;
import io.tidemark.auth.right.Difference;
import io.tidemark.auth.right.Holder;
import io.tidemark.auth.right.Rights;
import io.tidemark.auth.right.RightsChange;
import io.tidemark.auth.right.RightsFacts;
import io.tidemark.auth.right.ScopeForm;
import io.tidemark.auth.right.UserGroup;
import io.tidemark.auth.right.Window;
import io.tidemark.auth.role.RoleRules;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Changes of rights in the words of the audit log.
final class ChangeWords {
    private static final int MAX_SIDE = 200;

    private ChangeWords() {}

    static String action(RightsChange change) {
        return switch (change) {
            case RightsChange.SetAccountRoles set -> "set-user-roles";
            case RightsChange.PutRole put -> "put-role";
            case RightsChange.RemoveRole remove -> "remove-role";
            case RightsChange.PutGroup put -> "put-user-group";
            case RightsChange.RemoveGroup remove -> "remove-user-group";
            case RightsChange.Give give -> "give-role";
            case RightsChange.Withdraw withdraw -> "withdraw-role";
        };
    }

    static String target(RightsChange change) {
        return switch (change) {
            case RightsChange.SetAccountRoles set -> "user " + set.account();
            case RightsChange.PutRole put -> "role " + put.role().name();
            case RightsChange.RemoveRole remove -> "role " + remove.name();
            case RightsChange.PutGroup put -> "user-group " + put.group().name();
            case RightsChange.RemoveGroup remove -> "user-group " + remove.name();
            case RightsChange.Give give -> "assignment " + give.id();
            case RightsChange.Withdraw withdraw -> "assignment " + withdraw.id();
        };
    }

    /// What stood there before, what stands there then, and for how many users something changes. Each side is cut to
    /// what fits into a row.
    static String fromTo(Rights before, RightsChange change, List<Difference> differences) {
        RightsFacts then = change.applyTo(before.facts());
        return "from " + side(before.facts(), change) + " to " + side(then, change) + "; users affected: "
                + differences.size();
    }

    private static String side(RightsFacts facts, RightsChange change) {
        String words = switch (change) {
            case RightsChange.SetAccountRoles set -> sorted(facts.accounts().getOrDefault(set.account(), Set.of()));
            case RightsChange.PutRole put -> role(facts, put.role().name());
            case RightsChange.RemoveRole remove -> role(facts, remove.name());
            case RightsChange.PutGroup put ->
                words(Optional.ofNullable(facts.groups().get(put.group().name())));
            case RightsChange.RemoveGroup remove ->
                words(Optional.ofNullable(facts.groups().get(remove.name())));
            case RightsChange.Give give ->
                given(Optional.ofNullable(facts.assignments().get(give.id())));
            case RightsChange.Withdraw withdraw ->
                given(Optional.ofNullable(facts.assignments().get(withdraw.id())));
        };
        return words.length() > MAX_SIDE ? words.substring(0, MAX_SIDE) + "..." : words;
    }

    private static String role(RightsFacts facts, RoleName name) {
        return Optional.ofNullable(facts.roles().get(name))
                .map(ChangeWords::words)
                .orElse("nothing");
    }

    private static String words(RoleRules role) {
        return "{allowed " + sorted(role.allowed()) + ", denied " + sorted(role.denied()) + ", included "
                + sorted(role.included()) + "}";
    }

    private static String words(Optional<UserGroup> group) {
        return group.map(g -> "{users " + sorted(g.users()) + ", groups " + sorted(g.groups()) + "}")
                .orElse("nothing");
    }

    private static String given(Optional<Assignment> assignment) {
        return assignment.map(ChangeWords::words).orElse("nothing");
    }

    private static String words(Assignment assignment) {
        ScopeForm scope = ScopeForm.of(assignment.scope());
        return "{" + words(assignment.holder()) + ", role " + assignment.role() + ", scope " + scope.kind()
                + optional(scope.name()) + optional(scope.path())
                + (scope.owner() == null ? "" : " owner " + scope.owner())
                + words(assignment.window()) + "}";
    }

    private static String words(Holder holder) {
        return holder.toString();
    }

    private static String words(Window window) {
        String from = window.from().equals(Instant.MIN) ? "" : ", from " + window.from();
        return from + (window.until().equals(Instant.MAX) ? "" : ", until " + window.until());
    }

    private static String optional(@Nullable String text) {
        return text == null ? "" : " " + text;
    }

    private static String sorted(Collection<?> all) {
        return all.stream().map(Object::toString).sorted().collect(Collectors.joining(" ", "[", "]"));
    }
}
