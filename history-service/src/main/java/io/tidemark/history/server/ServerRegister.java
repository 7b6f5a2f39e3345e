package io.tidemark.history.server;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// The servers that were ever heard of. Calls block.
public interface ServerRegister {

    /// Up to `limit` servers by name, those after `after` where it is given.
    List<Server> page(@Nullable ServerName after, int limit);
}
