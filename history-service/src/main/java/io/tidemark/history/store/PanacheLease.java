package io.tidemark.history.store;

import io.tidemark.history.snapshot.Lease;
import io.tidemark.platform.store.Blocking;
import jakarta.enterprise.context.ApplicationScoped;

import java.time.Duration;

/// Leases in PostgreSQL.
@ApplicationScoped
class PanacheLease implements Lease {

    private final LeaseRepository leases;

    PanacheLease(LeaseRepository leases) {
        this.leases = leases;
    }

    @Override
    public boolean take(String name, Duration length) {
        return Blocking.await(() -> leases.take(name, length)) == 1;
    }

    @Override
    public void giveBack(String name) {
        Blocking.await(() -> leases.giveBack(name));
    }
}
