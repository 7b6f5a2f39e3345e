package io.tidemark.auth.store;

import io.tidemark.auth.audit.AuditEvent;
import io.tidemark.auth.audit.Filed;
import io.tidemark.auth.audit.FourEyesStore;
import io.tidemark.platform.store.Blocking;
import io.tidemark.platform.tenant.Tenant;
import jakarta.inject.Singleton;

@Singleton
class StoredFourEyes implements FourEyesStore {
    private final FourEyesRepository rows;
    private final AuditMeter meter;

    StoredFourEyes(FourEyesRepository rows, AuditMeter meter) {
        this.rows = rows;
        this.meter = meter;
    }

    @Override
    public boolean hadTwo() {
        return Blocking.await(rows::hadTwo);
    }

    @Override
    public void say(Tenant tenant, boolean wanted, AuditEvent event) {
        meter.committed(Blocking.await(() -> rows.say(wanted, new Filed(tenant, event))));
    }
}
