package io.tidemark.auth.store;

import io.tidemark.auth.audit.AuditEvent;
import io.tidemark.auth.audit.RightsStore;
import io.tidemark.auth.right.Rights;
import io.tidemark.auth.right.RightsChange;
import io.tidemark.platform.store.Blocking;
import io.tidemark.platform.tenant.PresentTenancy;
import io.tidemark.platform.tenant.Tenancy;
import jakarta.inject.Singleton;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

import static io.tidemark.auth.right.RightsFacts.NONE;

/// Keeps the rights it read last in memory and asks the database only whether they are still those.
@Singleton
class StoredRights implements RightsStore {
    private static final Current UNREAD = new Current(-1, new Rights(NONE));

    private final RightsRepository rights;
    private final RightsTransactions transactions;
    private final LoneChanges alone;
    private final AuditMeter meter;
    private final ReentrantLock reading = new ReentrantLock();
    private final Map<Tenancy, Current> read = new ConcurrentHashMap<>();

    StoredRights(RightsRepository rights, RightsTransactions transactions, LoneChanges alone, AuditMeter meter) {
        this.rights = rights;
        this.transactions = transactions;
        this.alone = alone;
        this.meter = meter;
    }

    @Override
    public Current current() {
        long version = Blocking.await(rights::look);
        Current known = read();
        return known.version() == version ? known : readOnce(known, version);
    }

    /// As they were read last for the tenant that the present work is for: each tenant has rights of
    /// its own.
    private Current read() {
        return read.getOrDefault(PresentTenancy.get(), UNREAD);
    }

    /// Of many who find the rights changed, one reads them: each reading holds all of them in memory.
    private Current readOnce(Current known, long version) {
        reading.lock();
        try {
            Current meanwhile = read();
            boolean isNew = meanwhile.version() != known.version() && meanwhile.version() >= version;
            return isNew ? meanwhile : readAgain();
        } finally {
            reading.unlock();
        }
    }

    /// What was read while somebody changed it may be half old: it is read again.
    private Current readAgain() {
        while (true) {
            RightsRepository.Found found = Blocking.await(rights::facts);
            if (Blocking.await(rights::look) == found.version()) {
                Current current = new Current(found.version(), new Rights(found.facts()));
                read.put(PresentTenancy.get(), current);
                return current;
            }
        }
    }

    @Override
    public Outcome apply(RightsChange change, long version, AuditEvent event) {
        Outcome outcome = Blocking.await(() -> alone.made(event, e -> transactions.apply(change, version, 1, e))
                .onFailure(RightsTransactions.Refused.class)
                .recoverWithItem(e -> e.outcome));
        if (outcome == Outcome.DONE) {
            meter.committed(1);
        }
        return outcome;
    }
}
