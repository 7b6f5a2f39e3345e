package io.tidemark.auth.store;

import io.tidemark.auth.audit.AuditEvent;
import io.tidemark.auth.audit.AuditLog;
import io.tidemark.auth.audit.AuditQuery;
import io.tidemark.auth.audit.AuditRow;
import jakarta.inject.Singleton;

import java.util.List;

@Singleton
class StoredAuditLog implements AuditLog {
    private final AuditRepository rows;
    private final AuditMeter meter;

    StoredAuditLog(AuditRepository rows, AuditMeter meter) {
        this.rows = rows;
        this.meter = meter;
    }

    @Override
    public void append(List<AuditEvent> events) {
        Blocking.await(() -> rows.append(events));
        meter.committed(events.size());
    }

    @Override
    public List<AuditRow> find(AuditQuery query, int limit) {
        return Blocking.await(() -> rows.newestFirst(query, limit)).stream()
                .map(AuditEntity::toRow)
                .toList();
    }
}
