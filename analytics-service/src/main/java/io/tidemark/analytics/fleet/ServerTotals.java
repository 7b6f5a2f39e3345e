package io.tidemark.analytics.fleet;

import io.tidemark.analytics.engine.Ground;
import io.tidemark.analytics.engine.Row;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What all roots of a server hold together.
record ServerTotals(String server, long size, long allocated, long files, long directories) {
    /// By server.
    static Collection<ServerTotals> of(Ground ground) {
        Map<String, ServerTotals> byServer = new TreeMap<>();
        ground.roots(ServerTotals::of).forEach(root -> byServer.merge(root.server, root, ServerTotals::plus));
        return byServer.values();
    }

    /// What several servers hold together.
    static ServerTotals sum(List<ServerTotals> servers) {
        return servers.stream().reduce(new ServerTotals("", 0, 0, 0, 0), ServerTotals::plus);
    }

    private static ServerTotals of(Row root) {
        return new ServerTotals(
                root.text("server"),
                root.number("total_size"),
                root.number("total_allocated"),
                root.number("total_files"),
                root.number("total_directories"));
    }

    private ServerTotals plus(ServerTotals more) {
        return new ServerTotals(
                server,
                size + more.size,
                allocated + more.allocated,
                files + more.files,
                directories + more.directories);
    }
}
