package io.tidemark.auth.token;

import java.util.List;

/// Keeps the signing keys for all replicas. Calls block.
public interface SealedKeys {
    /// All there are, the newest last.
    List<SealedKey> all();

    /// Adds a key with its row in the audit log. Of several that would follow the same key, only the first is added.
    void add(SealedKey key);

    /// Removes a key with its row in the audit log; nothing where it is gone already.
    void remove(SealedKey key);
}
