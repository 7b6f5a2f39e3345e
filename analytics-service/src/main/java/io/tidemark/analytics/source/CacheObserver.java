package io.tidemark.analytics.source;

import java.util.UUID;

/// Is told what the cache does; must not block.
public interface CacheObserver {
    CacheObserver NOBODY = new CacheObserver() {};

    default void fetched(UUID snapshot, long bytes) {}

    default void failed(UUID snapshot, String reason) {}

    default void evicted(UUID snapshot, long bytes) {}
}
