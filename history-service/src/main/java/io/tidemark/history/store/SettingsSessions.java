package io.tidemark.history.store;

import io.smallrye.mutiny.Uni;
import io.tidemark.history.group.Edit;
import io.tidemark.history.group.Edited;
import io.tidemark.history.group.Group;
import io.tidemark.history.group.GroupDraft;
import io.tidemark.history.group.GroupName;
import io.tidemark.history.group.Groups;
import io.tidemark.history.policy.Policies;
import io.tidemark.history.policy.Policy;
import io.tidemark.history.policy.PolicyDocument;
import io.tidemark.history.policy.PolicyKind;
import io.tidemark.history.policy.Target;
import io.tidemark.history.policy.Target.Everything;
import io.tidemark.history.policy.Target.OfGroup;
import io.tidemark.history.policy.Target.OfServer;
import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.store.TenantTransaction;
import io.tidemark.platform.tenant.Tenant;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

import java.util.List;

/// The sessions and transactions behind groups and policies. One change at a time: each is checked
/// against all that
/// holds when it is made.
@ApplicationScoped
class SettingsSessions {

    private static final String LOCK = """
            insert into settings_head as h (tenant, version) values (current_setting('tidemark.tenant'), 1)
            on conflict (tenant) do update set version = h.version + 1
            """;

    private final GroupRepository groups;
    private final PolicyRepository policies;
    private final ServerRepository servers;

    SettingsSessions(GroupRepository groups, PolicyRepository policies, ServerRepository servers) {
        this.groups = groups;
        this.policies = policies;
        this.servers = servers;
    }

    @TenantTransaction
    Uni<Groups> groups() {
        return groups.groups();
    }

    @TenantTransaction
    Uni<Edited<Group>> put(GroupName name, GroupDraft draft, Edit edit) {
        return lockedGroups().flatMap(all -> {
            long version = all.version(name);
            edit.require(version);
            Group group = Group.of(name, draft, version + 1, edit);
            all.with(group);
            return groups.save(group).map(saved -> new Edited<>(all.find(name).orElse(null), saved));
        });
    }

    @TenantTransaction
    Uni<Group> remove(GroupName name, Edit edit) {
        return lockedGroups()
                .map(all -> removable(name, all, edit))
                .call(group -> policies.newest()
                        .invoke(all -> requireNoPolicy(name, all))
                        .chain(() -> groups.deleteById(name.value())));
    }

    private static Group removable(GroupName name, Groups all, Edit edit) {
        Group group = all.find(name)
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND, "There is no group '" + name + "'"));
        edit.require(group.version());
        all.without(name);
        return group;
    }

    @TenantTransaction
    Uni<List<Policy>> policies() {
        return policies.newest();
    }

    @TenantTransaction
    Uni<List<Policy>> versions(PolicyKind kind, Target target) {
        return policies.versions(kind, target);
    }

    @TenantTransaction
    Uni<Edited<Policy>> put(Target target, PolicyDocument document, Edit edit) {
        return lock().flatMap(locked -> requireKnown(target))
                .flatMap(known -> policies.versions(document.kind(), target))
                .flatMap(versions -> policies.add(next(versions, document.kind(), target, document, edit))
                        .map(added -> new Edited<>(holds(versions) ? versions.getFirst() : null, added)));
    }

    @TenantTransaction
    Uni<Policy> remove(PolicyKind kind, Target target, Edit edit) {
        return lock().flatMap(locked -> policies.versions(kind, target))
                .invoke(versions -> requireThere(versions, kind, target))
                .call(versions -> policies.add(next(versions, kind, target, null, edit)))
                .map(List::getFirst);
    }

    private Uni<Groups> lockedGroups() {
        return lock().flatMap(locked -> groups.groups());
    }

    /// Held until the transaction ends: changes of other tenants go on.
    private Uni<Integer> lock() {
        return groups.getSession()
                .flatMap(session -> session.createNativeQuery(LOCK).executeUpdate());
    }

    private Uni<Boolean> requireKnown(Target target) {
        return isKnown(target).invoke(known -> {
            if (!known) {
                throw ProblemException.field(
                        "target", "there is no " + target.text().replace(":", " named "));
            }
        });
    }

    private Uni<Boolean> isKnown(Target target) {
        return switch (target) {
            case Everything(Tenant _) -> Uni.createFrom().item(true);
            case OfGroup(GroupName group) -> groups.count("name", group.value()).map(n -> n > 0);
            case OfServer(var server) -> servers.count("name", server.value()).map(n -> n > 0);
        };
    }

    private static Policy next(
            List<Policy> versions, PolicyKind kind, Target target, @Nullable PolicyDocument document, Edit edit) {
        long newest = versions.isEmpty() ? 0 : versions.getFirst().version();
        edit.require(holds(versions) ? newest : 0);
        return new Policy(kind, target, newest + 1, document, edit.at(), edit.by());
    }

    private static boolean holds(List<Policy> versions) {
        return !versions.isEmpty() && versions.getFirst().document() != null;
    }

    private static void requireThere(List<Policy> versions, PolicyKind kind, Target target) {
        if (!holds(versions)) {
            throw new ProblemException(
                    ProblemCode.NOT_FOUND, "There is no " + kind.word() + " policy for " + target.text());
        }
    }

    private static void requireNoPolicy(GroupName name, List<Policy> newest) {
        if (Policies.of(newest).anyOf(new OfGroup(name))) {
            throw new ProblemException(ProblemCode.CONFLICT, "A policy is attached to group '" + name + "'");
        }
    }
}
