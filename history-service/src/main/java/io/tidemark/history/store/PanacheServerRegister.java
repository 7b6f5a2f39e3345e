package io.tidemark.history.store;

import io.tidemark.history.server.Server;
import io.tidemark.history.server.ServerName;
import io.tidemark.history.server.ServerRegister;
import io.tidemark.history.server.TagChange;
import io.tidemark.history.server.Tags;
import io.tidemark.platform.store.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Servers in PostgreSQL.
@ApplicationScoped
class PanacheServerRegister implements ServerRegister {

    /// One row of a statement's JSON.
    private record Row(String server, Map<String, String> set, Iterable<String> remove) {}

    private final ServerRepository servers;
    private final JsonText json;

    PanacheServerRegister(ServerRepository servers, JsonText json) {
        this.servers = servers;
        this.json = json;
    }

    @Override
    public List<Server> page(@Nullable ServerName after, int limit) {
        return servers(Blocking.await(() -> servers.page(after, limit)));
    }

    @Override
    public List<Server> all() {
        return servers(Blocking.await(servers::all));
    }

    @Override
    public Optional<Server> find(ServerName name) {
        return Optional.ofNullable(Blocking.await(() -> servers.find(name))).map(this::toServer);
    }

    @Override
    public Optional<Tags> replaceTags(ServerName name, Tags tags) {
        return Blocking.await(() -> servers.replaceTags(name, json.write(tags)))
                .map(former -> json.read(former, Tags.class));
    }

    @Override
    public void admit(ServerName name, String enrolment, Tags tags) {
        Blocking.await(() -> servers.admit(name, enrolment, json.write(tags)));
    }

    /// Always in the same order: two lists never wait for each other in a circle.
    @Override
    public Map<ServerName, Tags> changeTags(List<TagChange> changes) {
        String rows = json.write(changes.stream()
                .sorted(Comparator.comparing(TagChange::server))
                .map(change -> new Row(change.server().value(), change.set(), change.remove()))
                .toList());
        return Blocking.await(() -> servers.changeTags(rows)).stream()
                .collect(Collectors.toMap(row -> new ServerName(row.name()), row -> json.read(row.tags(), Tags.class)));
    }

    private List<Server> servers(List<ServerEntity> rows) {
        return rows.stream().map(this::toServer).toList();
    }

    private Server toServer(ServerEntity row) {
        return new Server(new ServerName(row.name), row.firstSeenAt, row.lastSeenAt, json.read(row.tags, Tags.class));
    }
}
