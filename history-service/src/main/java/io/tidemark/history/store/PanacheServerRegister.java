package io.tidemark.history.store;

import io.tidemark.history.server.Server;
import io.tidemark.history.server.ServerName;
import io.tidemark.history.server.ServerRegister;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

import java.util.List;

/// Servers in PostgreSQL.
@ApplicationScoped
class PanacheServerRegister implements ServerRegister {

    private final ServerRepository servers;

    PanacheServerRegister(ServerRepository servers) {
        this.servers = servers;
    }

    @Override
    public List<Server> page(@Nullable ServerName after, int limit) {
        return Blocking.await(() -> servers.page(after, limit)).stream()
                .map(ServerEntity::toServer)
                .toList();
    }
}
