package io.tidemark.analytics.source;

import java.util.Set;

/// Which servers and roots a question is about.
///
/// @param servers names; all servers where empty
/// @param roots exact roots; all roots where empty
public record Selection(Set<String> servers, Set<String> roots) {
    public static final Selection EVERYTHING = new Selection(Set.of(), Set.of());

    public Selection {
        servers = Set.copyOf(servers);
        roots = Set.copyOf(roots);
    }

    public boolean includes(String server, String root) {
        return (servers.isEmpty() || servers.contains(server)) && (roots.isEmpty() || roots.contains(root));
    }
}
