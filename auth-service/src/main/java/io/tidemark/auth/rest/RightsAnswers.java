package io.tidemark.auth.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tidemark.auth.right.Assignment;
import io.tidemark.auth.right.Decision;
import io.tidemark.auth.right.Difference;
import io.tidemark.auth.right.Holder;
import io.tidemark.auth.right.Holding;
import io.tidemark.auth.right.Reason;
import io.tidemark.auth.right.ScopeForm;
import io.tidemark.auth.right.UserGroup;
import io.tidemark.auth.right.Window;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Rights as callers see them.
public final class RightsAnswers {
    private RightsAnswers() {}

    static List<String> sorted(Collection<?> all) {
        return all.stream().map(Object::toString).sorted().toList();
    }

    private static @Nullable Instant start(Window window) {
        return window.from().equals(Instant.MIN) ? null : window.from();
    }

    private static @Nullable Instant end(Window window) {
        return window.until().equals(Instant.MAX) ? null : window.until();
    }

    public record GroupAnswer(String name, String description, List<String> users, List<String> groups) {
        static GroupAnswer of(UserGroup group) {
            return new GroupAnswer(
                    group.name().value(), group.description(), sorted(group.users()), sorted(group.groups()));
        }
    }

    /// @param id absent for a role that is part of the account
    /// @param user or `group`: who has it
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record AssignmentAnswer(
            @Nullable UUID id,
            @Nullable String user,
            @Nullable String group,
            String role,
            ScopeForm scope,
            @Nullable Instant from,
            @Nullable Instant until) {
        static AssignmentAnswer of(Assignment assignment) {
            return new AssignmentAnswer(
                    assignment.id().orElse(null),
                    assignment.holder() instanceof Holder.User user
                            ? user.name().value()
                            : null,
                    assignment.holder() instanceof Holder.Group group
                            ? group.name().value()
                            : null,
                    assignment.role().value(),
                    ScopeForm.of(assignment.scope()),
                    start(assignment.window()),
                    end(assignment.window()));
        }
    }

    /// @param groups how the user comes to it, the user's own group first; empty where the user has it
    /// @param roles the role that was given, then the included roles down to the one with the rule
    public record ReasonAnswer(AssignmentAnswer assignment, List<String> groups, List<String> roles, String rule) {
        static ReasonAnswer of(Reason reason, String permission) {
            return new ReasonAnswer(
                    AssignmentAnswer.of(reason.assignment()),
                    reason.groups().stream().map(Object::toString).toList(),
                    reason.roles().stream().map(Object::toString).toList(),
                    reason.effect() + " " + permission);
        }
    }

    /// @param allowance what allows it; null where nothing does
    /// @param denial what denies it, which wins; null where nothing does
    public record DecisionAnswer(
            String user,
            String permission,
            boolean allowed,
            @Nullable ReasonAnswer allowance,
            @Nullable ReasonAnswer denial,
            Instant at) {
        static DecisionAnswer of(String user, String permission, Decision decision, Instant at) {
            return new DecisionAnswer(
                    user,
                    permission,
                    decision.allowed(),
                    decision.allowance()
                            .map(r -> ReasonAnswer.of(r, permission))
                            .orElse(null),
                    decision.denial().map(r -> ReasonAnswer.of(r, permission)).orElse(null),
                    at);
        }
    }

    /// @param effect allow or deny
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record HoldingAnswer(
            String effect,
            String permission,
            ScopeForm scope,
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable ReasonAnswer by) {
        static HoldingAnswer of(Holding holding) {
            return of(holding, null);
        }

        static HoldingAnswer of(Map.Entry<Holding, Reason> held) {
            String permission = held.getKey().permission().toString();
            return of(held.getKey(), ReasonAnswer.of(held.getValue(), permission));
        }

        private static HoldingAnswer of(Holding holding, @Nullable ReasonAnswer by) {
            return new HoldingAnswer(
                    holding.effect().toString(),
                    holding.permission().toString(),
                    ScopeForm.of(holding.scope()),
                    start(holding.window()),
                    end(holding.window()),
                    by);
        }
    }

    /// Everything a user has or is denied, also what begins later or is over.
    public record UserRights(String user, Instant at, List<HoldingAnswer> items) {}

    /// What changes for one user. A gain with the effect deny is a denial that is gone; a loss with
    /// it is a new one.
    public record DifferenceAnswer(String user, List<HoldingAnswer> gains, List<HoldingAnswer> losses) {
        static List<DifferenceAnswer> all(List<Difference> differences) {
            return differences.stream().map(DifferenceAnswer::of).toList();
        }

        static DifferenceAnswer of(Difference difference) {
            return new DifferenceAnswer(
                    difference.user().value(),
                    difference.gains().stream().map(HoldingAnswer::of).toList(),
                    difference.losses().stream().map(HoldingAnswer::of).toList());
        }
    }

    /// @param applied false for a dry run, and for a change that waits for a second administrator
    public record ChangeAnswer(boolean applied, List<DifferenceAnswer> users) {
        static ChangeAnswer of(boolean applied, List<Difference> differences) {
            return new ChangeAnswer(applied, DifferenceAnswer.all(differences));
        }
    }
}
