package io.tidemark.analytics.source;

import org.jspecify.annotations.Nullable;

import java.util.Set;

/// Which servers and roots a question is about, and when.
///
/// @param servers names, perhaps none; null where all servers are asked for
/// @param roots exact roots; all roots where empty
/// @param audience who asks; nothing is there of what they may not see
public record Selection(@Nullable Set<String> servers, Set<String> roots, Moment moment, Audience audience) {
    public static final Selection EVERYTHING = new Selection(null, Set.of());

    public Selection {
        servers = servers == null ? null : Set.copyOf(servers);
        roots = Set.copyOf(roots);
    }

    /// The newest snapshots of servers and roots.
    public Selection(@Nullable Set<String> servers, Set<String> roots) {
        this(servers, roots, new Moment.Newest());
    }

    /// The same at some moment; everything may be seen.
    public Selection(@Nullable Set<String> servers, Set<String> roots, Moment moment) {
        this(servers, roots, moment, Audience.EVERYBODY);
    }

    /// The same as somebody sees it.
    public Selection seenBy(Audience somebody) {
        return new Selection(servers, roots, moment, somebody);
    }

    /// The same servers and roots at another moment.
    public Selection at(Moment other) {
        return new Selection(servers, roots, other, audience);
    }

    public boolean includes(String server, String root) {
        return (servers == null || servers.contains(server))
                && (roots.isEmpty() || roots.contains(root))
                && audience.of(server).mayShowSomeOf(root.isEmpty() ? "/" : root);
    }
}
