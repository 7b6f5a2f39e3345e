package io.tidemark.auth.store;

import io.smallrye.mutiny.Uni;
import io.tidemark.auth.audit.AuditEvent;
import io.tidemark.auth.session.Session;
import io.tidemark.auth.session.Session.Verdict;
import io.tidemark.auth.session.SessionStore.Presented;
import io.tidemark.auth.session.SessionStore.Renewal;
import io.tidemark.auth.session.SessionStore.Turn;
import io.tidemark.platform.store.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// The transactions behind [StoredSessions]. Renewals of one session take turns by its row's lock; whoever writes an
/// audit row takes that lock first, before any session's.
@ApplicationScoped
class SessionTransactions {
    private final SessionRepository sessions;
    private final RefreshTokenRepository tokens;
    private final AccountRepository accounts;
    private final AuditRepository audit;

    SessionTransactions(
            SessionRepository sessions,
            RefreshTokenRepository tokens,
            AccountRepository accounts,
            AuditRepository audit) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.accounts = accounts;
        this.audit = audit;
    }

    @TenantTransaction
    Uni<Void> begin(Session session, String token) {
        return sessions.persist(SessionEntity.of(session))
                .chain(() -> tokens.persist(RefreshTokenEntity.of(token, session.id(), session.generation())))
                .replaceWithVoid();
    }

    @TenantTransaction
    Uni<@Nullable Turn> renew(Renewal renewal) {
        return tokens.findById(renewal.token())
                .chain(token -> token == null ? Uni.createFrom().nullItem() : judged(token, renewal));
    }

    private Uni<@Nullable Turn> judged(RefreshTokenEntity token, Renewal renewal) {
        return sessions.findById(token.session, LockModeType.PESSIMISTIC_WRITE)
                .chain(session -> accounts.findById(session.account)
                        .chain(account -> account.disabled || account.mustChange
                                ? Uni.createFrom().item(new Turn(Verdict.ENDED, session.toSession()))
                                : turned(token, session, renewal)));
    }

    private Uni<Turn> turned(RefreshTokenEntity token, SessionEntity session, Renewal renewal) {
        Verdict verdict = session.toSession().judge(token.generation, renewal.address(), renewal.at(), renewal.idle());
        Uni<?> written = switch (verdict) {
            case RENEW -> next(session, renewal);
            case REPEAT, REUSED, ENDED -> Uni.createFrom().nullItem();
        };
        return written.map(done -> new Turn(verdict, session.toSession()));
    }

    private Uni<?> next(SessionEntity session, Renewal renewal) {
        session.generation++;
        session.usedAt = renewal.at();
        session.renewedFrom = renewal.address();
        session.salt = renewal.salt();
        return tokens.persist(RefreshTokenEntity.of(renewal.next(), session.id, session.generation));
    }

    @TenantTransaction
    Uni<@Nullable Presented> find(String token) {
        return tokens.findById(token)
                .chain(found -> found == null
                        ? Uni.createFrom().nullItem()
                        : sessions.findById(found.session).map(s -> new Presented(s.toSession(), found.generation)));
    }

    @TenantTransaction
    Uni<Integer> end(UUID session, String reason, AuditEvent event) {
        return audit.append(List.of(event))
                .chain(() -> sessions.end(session, reason, event.at()))
                .chain(ended -> ended > 0
                        ? Uni.createFrom().item(ended)
                        : Uni.createFrom().failure(new NothingToEnd()));
    }

    @TenantTransaction
    Uni<Integer> endAll(String account, String reason, AuditEvent event) {
        return audit.append(List.of(event)).chain(() -> sessions.endAll(account, reason, event.at()));
    }

    @TenantTransaction
    Uni<Integer> revoke(String id, AuditEvent event) {
        return audit.append(List.of(event)).chain(() -> sessions.revoke(id, event.at()));
    }

    @TenantTransaction
    Uni<Integer> forget(Instant before, Instant now) {
        return sessions.delete("endsAt < ?1 or endedAt < ?1", before)
                .replaceWithVoid()
                .chain(() -> sessions.forgetRevoked(now));
    }

    /// Rolls the audit row back.
    static final class NothingToEnd extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NothingToEnd() {
            super("ended before", null, false, false);
        }
    }
}
