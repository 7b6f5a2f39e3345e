package io.tidemark.auth.key;

import io.tidemark.auth.audit.AuditEvent;
import io.tidemark.auth.credential.ApiKey;
import io.tidemark.auth.credential.KeyHolder;
import io.tidemark.auth.credential.KeyRegister;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Keeps keys. Each change is one transaction with its row in the audit log. Calls block.
public interface KeyStore extends KeyRegister {
    void add(ApiKey key, AuditEvent event);

    /// Ends a key, and revokes the tokens that were given for it; false where it is not there or ended
    /// before.
    boolean end(String id, AuditEvent event);

    /// Puts another key in the place of one, which is good no longer than until then. Of several at once
    /// one does.
    Outcome replace(String id, Instant until, ApiKey next, AuditEvent event);

    /// Up to `limit` keys by id, behind `after` only.
    ///
    /// @param holder whose; all where it is empty
    List<ApiKey> list(Optional<KeyHolder> holder, String after, int limit);

    /// What came of a replacement.
    enum Outcome {
        DONE,
        /// It was replaced before, by this very key.
        REPEATED,
        /// It was replaced before, or ended, or is over, or there is another key with the new one's id.
        REFUSED
    }
}
