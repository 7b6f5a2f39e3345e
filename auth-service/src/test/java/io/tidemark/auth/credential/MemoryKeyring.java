package io.tidemark.auth.credential;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Keys in memory.
public final class MemoryKeyring implements KeyRegister {
    public final Map<String, ApiKey> keys = new HashMap<>();
    public final Map<String, Instant> uses = new HashMap<>();

    @Override
    public Optional<ApiKey> find(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    @Override
    public void used(String id, Instant at, String address) {
        uses.put(id, at);
    }
}
