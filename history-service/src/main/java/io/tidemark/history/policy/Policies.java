package io.tidemark.history.policy;

import io.tidemark.history.group.Group;
import io.tidemark.history.policy.EffectivePolicy.Setting;
import io.tidemark.history.policy.Target.Everything;
import io.tidemark.history.policy.Target.OfGroup;
import io.tidemark.history.policy.Target.OfServer;
import io.tidemark.history.server.ServerName;
import io.tidemark.platform.tenant.Tenancy;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// All policies that hold at one time, at most one of each kind for each target.
///
/// The nearest document that says a field decides it: the server's own, then those of its groups in the order of
/// [Group#NEAREST_FIRST], then the one for everything of its tenant, then the default.
public final class Policies {

    private record Key(PolicyKind kind, Target target) {}

    private final Map<Key, Policy> byKey;

    private Policies(Map<Key, Policy> byKey) {
        this.byKey = Collections.unmodifiableMap(byKey);
    }

    public static Policies of(Collection<Policy> policies) {
        Map<Key, Policy> byKey = new HashMap<>();
        policies.stream()
                .filter(policy -> policy.document() != null)
                .forEach(policy -> byKey.put(new Key(policy.kind(), policy.target()), policy));
        return new Policies(byKey);
    }

    /// Those that may be seen.
    public Policies within(Tenancy tenancy) {
        return of(byKey.values().stream()
                .filter(policy -> tenancy.contains(policy.target().text()))
                .toList());
    }

    /// These policies with one added or replaced, or taken away where it has no document.
    public Policies with(Policy policy) {
        Map<Key, Policy> changed = new HashMap<>(byKey);
        changed.put(new Key(policy.kind(), policy.target()), policy);
        return of(changed.values());
    }

    public Optional<Policy> find(PolicyKind kind, Target target) {
        return Optional.ofNullable(byKey.get(new Key(kind, target)));
    }

    public boolean anyOf(Target target) {
        return Stream.of(PolicyKind.values()).anyMatch(kind -> byKey.containsKey(new Key(kind, target)));
    }

    /// @param groups of the server, nearest first
    public EffectivePolicy of(ServerName server, List<Group> groups) {
        List<Target> targets = Stream.of(
                        Stream.of(new OfServer(server)),
                        groups.stream().map(group -> new OfGroup(group.name())),
                        Stream.of(new Everything(server.tenant())))
                .flatMap(part -> part)
                .map(Target.class::cast)
                .toList();
        Map<PolicyField, Setting> settings = new EnumMap<>(PolicyField.class);
        for (PolicyField field : PolicyField.values()) {
            settings.put(field, setting(field, targets));
        }
        return new EffectivePolicy(server, settings);
    }

    private Setting setting(PolicyField field, List<Target> targets) {
        return targets.stream()
                .flatMap(target -> find(field.kind(), target).stream())
                .filter(policy -> document(policy).says(field))
                .findFirst()
                .map(policy -> new Setting(
                        document(policy).values().get(field), policy.target().text()))
                .orElseGet(() -> new Setting(field.otherwise(), EffectivePolicy.DEFAULT));
    }

    private static PolicyDocument document(Policy policy) {
        return Objects.requireNonNull(policy.document());
    }
}
