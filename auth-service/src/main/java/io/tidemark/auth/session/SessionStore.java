package io.tidemark.auth.session;

import io.tidemark.auth.account.AccountName;
import io.tidemark.auth.audit.AuditEvent;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Keeps sessions. Calls block, and each is one transaction. Refresh tokens are known by their hash only.
public interface SessionStore {
    /// @param token the hash of its first refresh token
    void begin(Session session, String token);

    /// Judges a refresh token and, where it is to be renewed, makes the next one the good one. Of several at once with
    /// the same token, one renews it. Empty for a token that never was one.
    Optional<Turn> renew(Renewal renewal);

    /// The session that a refresh token belongs to, with the token's number.
    Optional<Presented> find(String token);

    /// The sessions of an account that are not over, the newest first.
    List<Session> open(AccountName account, Instant now, Duration idle);

    /// Ends a session with its row in the audit log, and revokes its access tokens; false where it is not there or
    /// ended before.
    boolean end(UUID session, String reason, AuditEvent event);

    /// Ends all sessions of an account, as [#end] does, and tells how many.
    int endAll(AccountName account, String reason, AuditEvent event);

    /// Revokes one access token, or whatever else has this id, with its row in the audit log.
    void revoke(String id, AuditEvent event);

    /// What no service may accept any more, of all that would be good by its times.
    List<String> revoked(Instant now);

    /// Forgets sessions that were over at that time, and what was revoked and would not be good any more.
    void forget(Instant before, Instant now);

    /// @param token the hash of the one presented
    /// @param salt what the next is derived with
    /// @param next the hash of the next
    @SuppressWarnings("ArrayRecordComponent") // none is compared
    record Renewal(String token, byte[] salt, String next, String address, Instant at, Duration idle) {}

    /// @param session as it is after that
    record Turn(Session.Verdict verdict, Session session) {}

    /// @param generation the number of the token that was asked about
    record Presented(Session session, int generation) {}
}
