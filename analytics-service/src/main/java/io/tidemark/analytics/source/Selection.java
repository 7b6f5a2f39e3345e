package io.tidemark.analytics.source;

import java.util.Set;

/// Which servers and roots a question is about, and when.
///
/// @param servers names; all servers where empty
/// @param roots exact roots; all roots where empty
public record Selection(Set<String> servers, Set<String> roots, Moment moment) {
    public static final Selection EVERYTHING = new Selection(Set.of(), Set.of());

    public Selection {
        servers = Set.copyOf(servers);
        roots = Set.copyOf(roots);
    }

    /// The newest snapshots of servers and roots.
    public Selection(Set<String> servers, Set<String> roots) {
        this(servers, roots, new Moment.Newest());
    }

    /// The same servers and roots at another moment.
    public Selection at(Moment other) {
        return new Selection(servers, roots, other);
    }

    public boolean includes(String server, String root) {
        return (servers.isEmpty() || servers.contains(server)) && (roots.isEmpty() || roots.contains(root));
    }
}
