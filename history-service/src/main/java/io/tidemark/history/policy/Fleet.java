package io.tidemark.history.policy;

import io.tidemark.history.group.Group;
import io.tidemark.history.group.GroupName;
import io.tidemark.history.group.Groups;
import io.tidemark.history.policy.EffectivePolicy.Setting;
import io.tidemark.history.server.Server;
import io.tidemark.history.server.ServerName;
import io.tidemark.platform.tenant.Tenancy;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// All servers with all that decides what holds for them.
public record Fleet(List<Server> servers, Groups groups, Policies policies) {

    /// One field that another value would hold for.
    ///
    /// @param field `kind.field`
    public record FieldChange(
            String field, @Nullable Object from, @Nullable Object to, String fromSource, String toSource) {}

    /// What would change for one server.
    public record ServerChange(
            ServerName server, List<GroupName> joins, List<GroupName> leaves, List<FieldChange> fields) {}

    /// What of it may be seen.
    public Fleet within(Tenancy tenancy) {
        List<Server> seen = servers.stream()
                .filter(server -> tenancy.contains(server.name().value()))
                .toList();
        return new Fleet(seen, groups.within(tenancy), policies.within(tenancy));
    }

    public Fleet with(Groups changed) {
        return new Fleet(servers, changed, policies);
    }

    public Fleet with(Policies changed) {
        return new Fleet(servers, groups, changed);
    }

    public EffectivePolicy policyOf(Server server) {
        return policies.of(server.name(), groups.containing(server.name(), server.tags()));
    }

    /// The servers, by name, for which anything would be other than it is.
    public List<ServerChange> changesTo(Fleet other) {
        return servers.stream()
                .map(server -> change(server, other))
                .filter(change -> !change.joins().isEmpty()
                        || !change.leaves().isEmpty()
                        || !change.fields().isEmpty())
                .toList();
    }

    private ServerChange change(Server server, Fleet other) {
        List<GroupName> before = names(groups, server);
        List<GroupName> after = names(other.groups, server);
        return new ServerChange(server.name(), without(after, before), without(before, after), fields(server, other));
    }

    private List<FieldChange> fields(Server server, Fleet other) {
        EffectivePolicy before = policyOf(server);
        EffectivePolicy after = other.policyOf(server);
        return Arrays.stream(PolicyField.values())
                .flatMap(field -> field(field, before.setting(field), after.setting(field)))
                .toList();
    }

    private static Stream<FieldChange> field(PolicyField field, Setting before, Setting after) {
        return Objects.equals(before.value(), after.value())
                ? Stream.empty()
                : Stream.of(new FieldChange(
                        field.kind().word() + "." + field.word(),
                        before.value(),
                        after.value(),
                        before.source(),
                        after.source()));
    }

    private static List<GroupName> names(Groups groups, Server server) {
        return groups.containing(server.name(), server.tags()).stream()
                .map(Group::name)
                .toList();
    }

    private static List<GroupName> without(List<GroupName> names, List<GroupName> others) {
        return names.stream().filter(name -> !others.contains(name)).toList();
    }
}
