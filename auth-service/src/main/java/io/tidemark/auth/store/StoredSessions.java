package io.tidemark.auth.store;

import io.tidemark.auth.account.AccountName;
import io.tidemark.auth.audit.AuditEvent;
import io.tidemark.auth.session.Session;
import io.tidemark.auth.session.SessionStore;
import io.tidemark.platform.store.Blocking;
import jakarta.inject.Singleton;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@Singleton
class StoredSessions implements SessionStore {
    private final SessionTransactions transactions;
    private final SessionRepository sessions;
    private final AuditMeter meter;

    StoredSessions(SessionTransactions transactions, SessionRepository sessions, AuditMeter meter) {
        this.transactions = transactions;
        this.sessions = sessions;
        this.meter = meter;
    }

    @Override
    public void begin(Session session, String token) {
        Blocking.await(() -> transactions.begin(session, token));
    }

    @Override
    public Optional<Turn> renew(Renewal renewal) {
        return Optional.ofNullable(Blocking.await(() -> transactions.renew(renewal)));
    }

    @Override
    public Optional<Presented> find(String token) {
        return Optional.ofNullable(Blocking.await(() -> transactions.find(token)));
    }

    @Override
    public List<Session> open(AccountName account, Instant now, Duration idle) {
        return Blocking.await(() -> sessions.openOf(account.value(), now, now.minus(idle))).stream()
                .map(SessionEntity::toSession)
                .toList();
    }

    @Override
    public boolean end(UUID session, String reason, AuditEvent event) {
        int ended = Blocking.await(() -> transactions
                .end(session, reason, event)
                .onFailure(SessionTransactions.NothingToEnd.class)
                .recoverWithItem(0));
        return ended > 0 && written(ended) > 0;
    }

    @Override
    public int endAll(AccountName account, String reason, AuditEvent event) {
        return written(Blocking.await(() -> transactions.endAll(account.value(), reason, event)));
    }

    @Override
    public void revoke(String id, AuditEvent event) {
        written(Blocking.await(() -> transactions.revoke(id, event)));
    }

    @Override
    public List<String> revoked(Instant now) {
        return Blocking.await(() -> sessions.revoked(now));
    }

    @Override
    public void forget(Instant before, Instant now) {
        Blocking.await(() -> transactions.forget(before, now));
    }

    private int written(int changed) {
        meter.committed(1);
        return changed;
    }
}
