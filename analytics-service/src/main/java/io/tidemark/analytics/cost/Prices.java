package io.tidemark.analytics.cost;

import io.tidemark.analytics.source.PriceDocument;
import io.tidemark.analytics.source.Server;
import io.tidemark.platform.tenant.Tenant;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What storage costs on each server: the server's own document goes before those of its groups, nearest first, and
/// these before the one for everything of its tenant, field by field, as all policies do.
///
/// @param ofOthers what holds for servers that are not known by name
public record Prices(Map<String, PriceList> ofServers, PriceList ofOthers) {
    public Prices {
        ofServers = Collections.unmodifiableMap(new TreeMap<>(ofServers));
    }

    /// @param servers with their groups, nearest first
    public static Prices of(List<Server> servers, List<PriceDocument> documents) {
        Map<String, PriceDocument> byTarget = new TreeMap<>();
        documents.forEach(document -> byTarget.put(document.target(), document));
        Map<String, PriceList> lists = new TreeMap<>();
        for (Server server : servers) {
            lists.put(server.name(), list(server, byTarget));
        }
        return new Prices(lists, list(new Server("", Map.of(), List.of()), byTarget));
    }

    PriceList of(String server) {
        return ofServers.getOrDefault(server, ofOthers);
    }

    private static PriceList list(Server server, Map<String, PriceDocument> byTarget) {
        return PriceList.of(Stream.of(
                        Stream.of("server:" + server.name()),
                        server.groups().stream().map(group -> "group:" + group),
                        Stream.of("everything" + Tenant.of(server.name()).suffix()))
                .flatMap(targets -> targets)
                .map(byTarget::get)
                .filter(Objects::nonNull)
                .toList());
    }
}
