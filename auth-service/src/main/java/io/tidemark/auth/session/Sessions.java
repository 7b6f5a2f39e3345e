package io.tidemark.auth.session;

import io.tidemark.auth.account.AccountName;
import io.tidemark.auth.audit.Actor;
import io.tidemark.auth.audit.AuditEvent;
import io.tidemark.auth.session.SessionStore.Presented;
import io.tidemark.auth.session.SessionStore.Renewal;
import io.tidemark.auth.session.SessionStore.Turn;
import io.tidemark.auth.token.Families;
import io.tidemark.auth.token.Origin;
import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Begins, renews, lists and ends sessions.
public final class Sessions implements Families {
    static final String END = "end-session";
    private static final String REUSED = "refresh-token-reused";

    private final SessionStore store;
    private final SessionRules rules;
    private final InstantSource clock;

    public Sessions(SessionStore store, SessionRules rules, InstantSource clock) {
        this.store = store;
        this.rules = rules;
        this.clock = clock;
    }

    @Override
    public Family begin(AccountName account, Origin from, boolean withCode) {
        String token = RefreshToken.first();
        Session session = Session.begun(UUID.randomUUID(), account, from, now(), rules.lifetime(), withCode);
        store.begin(session, RefreshToken.hash(token));
        return new Family(session.id(), token, session.beganAt(), withCode);
    }

    @Override
    public Rotation rotate(String refreshToken, Origin from) {
        byte[] salt = RefreshToken.salt();
        String next = RefreshToken.hash(RefreshToken.next(refreshToken, salt));
        Renewal renewal = new Renewal(RefreshToken.hash(refreshToken), salt, next, from.address(), now(), rules.idle());
        return store.renew(renewal)
                .map(turn -> rotation(turn, refreshToken, from))
                .orElseGet(() -> new Rotation.Refused(Optional.empty(), Rotation.Reason.UNKNOWN));
    }

    private Rotation rotation(Turn turn, String refreshToken, Origin from) {
        Session session = turn.session();
        return switch (turn.verdict()) {
            case RENEW, REPEAT -> {
                String token = RefreshToken.next(refreshToken, session.salt());
                Family next = new Family(session.id(), token, session.beganAt(), session.withCode());
                yield new Rotation.Rotated(session.account(), next);
            }
            case REUSED -> {
                Actor whoever = new Actor(session.account().value(), from.address());
                store.end(session.id(), REUSED, event(whoever, REUSED, session.id()));
                yield new Rotation.Refused(Optional.of(session.account()), Rotation.Reason.REUSED);
            }
            case ENDED -> new Rotation.Refused(Optional.of(session.account()), Rotation.Reason.ENDED);
        };
    }

    /// Those that are not over, the newest first.
    public List<Session> of(AccountName account) {
        return store.open(account, clock.instant(), rules.idle());
    }

    /// @throws ProblemException 404 where the account has no such session
    public void end(AccountName account, UUID id, Actor actor) {
        boolean own = of(account).stream().anyMatch(session -> session.id().equals(id));
        if (!own || !store.end(id, "ended", event(actor, "ended", id))) {
            throw new ProblemException(ProblemCode.NOT_FOUND, "'" + account + "' has no session " + id);
        }
    }

    public void endAll(AccountName account, Actor actor) {
        store.endAll(account, "ended", event(actor, END, "all", "user " + account));
    }

    /// The session of a refresh token that is good now.
    Optional<Session> openOf(String refreshToken) {
        return store.find(RefreshToken.hash(refreshToken))
                .filter(found -> found.generation() == found.session().generation())
                .map(Presented::session)
                .filter(session -> session.isOpen(clock.instant(), rules.idle()));
    }

    /// Ends the session of any refresh token of it, also of an old one.
    void revokeFamilyOf(String refreshToken, String address) {
        store.find(RefreshToken.hash(refreshToken)).map(Presented::session).ifPresent(session -> {
            Actor holder = new Actor(session.account().value(), address);
            store.end(session.id(), "revoked", event(holder, "revoked", session.id()));
        });
    }

    private AuditEvent event(Actor actor, String reason, UUID session) {
        return event(actor, END, reason, "session " + session);
    }

    private AuditEvent event(Actor actor, String action, String reason, String target) {
        return AuditEvent.own(clock.instant(), action, actor.subject(), actor.address(), reason, target);
    }

    /// As the database keeps times.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
