package io.tidemark.history.group;

import io.tidemark.history.server.ServerName;
import io.tidemark.history.server.Tags;
import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.tenant.Tenancy;
import io.tidemark.platform.tenant.Tenant;
import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Groups of a site. A group has servers of its own tenant only. Every group that a selector names is one of them, and
/// none contains itself.
public final class Groups {

    private static final int MOST = 10_000;

    private final Map<GroupName, Group> byName;

    private Groups(Map<GroupName, Group> byName) {
        this.byName = Collections.unmodifiableMap(byName);
    }

    /// Of groups that were checked when they came.
    public static Groups of(Collection<Group> groups) {
        Map<GroupName, Group> byName = new TreeMap<>();
        groups.forEach(group -> byName.put(group.name(), group));
        return new Groups(byName);
    }

    /// By name.
    public List<Group> all() {
        return List.copyOf(byName.values());
    }

    /// Those that may be seen.
    public Groups within(Tenancy tenancy) {
        return of(byName.values().stream()
                .filter(group -> tenancy.contains(group.name().value()))
                .toList());
    }

    public Optional<Group> find(GroupName name) {
        return Optional.ofNullable(byName.get(name));
    }

    /// @return 0 where there is no such group
    public long version(GroupName name) {
        return find(name).map(Group::version).orElse(0L);
    }

    /// These groups with `group` added or replaced.
    ///
    /// @throws ProblemException 422 when it names a group that is not there or would contain itself
    public Groups with(Group group) {
        Map<GroupName, Group> changed = new TreeMap<>(byName);
        changed.put(group.name(), group);
        if (changed.size() > MOST) {
            throw new ProblemException(ProblemCode.CONFLICT, "There are at most " + MOST + " groups");
        }
        Groups groups = new Groups(changed);
        groups.requireKnown(group);
        groups.requireNoCircle(group.name());
        return groups;
    }

    /// These groups without `name`.
    ///
    /// @throws ProblemException 409 when another group names it
    public Groups without(GroupName name) {
        String users = byName.values().stream()
                .filter(group -> group.selector().groups().anyMatch(name::equals))
                .map(group -> group.name().value())
                .collect(Collectors.joining(", "));
        if (!users.isEmpty()) {
            throw new ProblemException(ProblemCode.CONFLICT, "Other groups name '" + name + "': " + users);
        }
        Map<GroupName, Group> changed = new TreeMap<>(byName);
        changed.remove(name);
        return new Groups(changed);
    }

    /// Whether a server with these tags is in the group; false where there is no such group.
    public boolean contains(GroupName name, ServerName server, Tags tags) {
        return new Membership(server, tags).of(name);
    }

    /// The groups of a server with these tags, nearest first.
    public List<Group> containing(ServerName server, Tags tags) {
        Membership membership = new Membership(server, tags);
        return byName.values().stream()
                .filter(group -> membership.of(group.name()))
                .sorted(Group.NEAREST_FIRST)
                .toList();
    }

    private void requireKnown(Group group) {
        group.selector()
                .groups()
                .filter(name -> !byName.containsKey(name)
                        || !name.tenant().equals(group.name().tenant()))
                .findFirst()
                .ifPresent(name -> {
                    throw ProblemException.field("selector", "there is no group '" + name + "'");
                });
    }

    private void requireNoCircle(GroupName start) {
        Set<GroupName> reached = new HashSet<>();
        reach(start, reached);
        if (reached.contains(start)) {
            throw ProblemException.field("selector", "group '" + start + "' would contain itself");
        }
    }

    /// Adds every group that `from` names, directly or by others.
    private void reach(GroupName from, Set<GroupName> reached) {
        Group group = byName.get(from);
        if (group != null) {
            group.selector().groups().filter(reached::add).forEach(name -> reach(name, reached));
        }
    }

    /// Asks each group once for one server.
    private final class Membership {

        private final Tenant tenant;
        private final Tags tags;
        private final Map<GroupName, Boolean> known = new HashMap<>();

        Membership(ServerName server, Tags tags) {
            this.tenant = server.tenant();
            this.tags = tags;
        }

        boolean of(GroupName name) {
            @Nullable Boolean answer = known.get(name);
            if (answer == null) {
                Group group = byName.get(name);
                answer = group != null
                        && name.tenant().equals(tenant)
                        && group.selector().chooses(tags, this::of);
                known.put(name, answer);
            }
            return answer;
        }
    }
}
