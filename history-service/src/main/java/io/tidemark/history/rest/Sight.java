package io.tidemark.history.rest;

import io.tidemark.history.group.GroupName;
import io.tidemark.history.server.ServerName;
import io.tidemark.platform.access.Reach;
import io.tidemark.platform.access.Visible;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What the present caller may see: servers that lie outside are in no list and cannot be found.
@ApplicationScoped
class Sight {

    private final Reach reach;
    private final Roster roster;

    Sight(Reach reach, Roster roster) {
        this.reach = reach;
        this.roster = roster;
    }

    Visible.Servers servers(String permission) {
        return reach.of(permission).servers();
    }

    /// Those of a group that may be seen; all that may be seen where no group is named.
    Visible.Servers servers(String permission, @Nullable String group) {
        Visible.Servers visible = servers(permission);
        if (group == null) {
            return visible;
        }
        GroupName name = Names.group(group);
        Set<String> members = roster.members(name).stream()
                .map(ServerName::value)
                .filter(visible::contains)
                .collect(Collectors.toSet());
        return new Visible.Servers(false, members, visible.tenancy());
    }

    /// The items of servers that may be seen.
    <T> List<T> keep(String permission, List<T> items, Function<T, ServerName> server) {
        Visible.Servers visible = servers(permission);
        return visible.all()
                ? items
                : items.stream()
                        .filter(item -> visible.contains(server.apply(item).value()))
                        .toList();
    }

    boolean sees(String permission, ServerName server) {
        return servers(permission).contains(server.value());
    }
}
