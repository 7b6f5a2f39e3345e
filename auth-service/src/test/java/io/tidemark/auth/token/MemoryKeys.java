package io.tidemark.auth.token;

import java.util.ArrayList;
import java.util.List;

/// Keys in memory, shared by all rings of a test.
public final class MemoryKeys implements SealedKeys {
    private final List<SealedKey> keys = new ArrayList<>();

    @Override
    public synchronized List<SealedKey> all() {
        return List.copyOf(keys);
    }

    @Override
    public synchronized void add(SealedKey key) {
        if (keys.stream().noneMatch(k -> k.follows().equals(key.follows()))) {
            keys.add(key);
        }
    }

    @Override
    public synchronized void remove(SealedKey key) {
        keys.removeIf(k -> k.id().equals(key.id()));
    }
}
