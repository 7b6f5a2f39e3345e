package io.tidemark.auth.store;

import io.tidemark.auth.audit.AuditLog;
import io.tidemark.auth.audit.AuditQuery;
import io.tidemark.auth.audit.AuditRow;
import io.tidemark.auth.audit.Filed;
import io.tidemark.auth.audit.LogStore;
import io.tidemark.auth.audit.Part;
import io.tidemark.auth.audit.PartFolders;
import io.tidemark.platform.store.Blocking;
import io.tidemark.platform.tenant.PresentTenancy;
import io.tidemark.platform.tenant.Tenant;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;

/// The log in the database. What several callers bring while one writes goes in together with the next commit: each
/// still returns only when its own rows are durable.
@Singleton
class StoredAuditLog implements AuditLog {
    private static final int MOST_ROWS = 1000;

    private final AuditRepository rows;
    private final LogStore logs;
    private final PartFolders folders;
    private final AuditMeter meter;
    private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();
    private final ReentrantLock turn = new ReentrantLock();

    StoredAuditLog(AuditRepository rows, LogStore logs, PartFolders folders, AuditMeter meter) {
        this.rows = rows;
        this.logs = logs;
        this.folders = folders;
        this.meter = meter;
    }

    @Override
    public void file(List<Filed> events) {
        Waiting own = new Waiting(events);
        queue.add(own);
        turn.lock();
        try {
            while (!own.done) {
                write(next());
            }
        } finally {
            turn.unlock();
        }
        own.throwFailure();
    }

    /// From the database, and where that has too few, from the files. What moves meanwhile is found in one of them, as
    /// the files are looked up later, and taken once. The end of an act stands behind it, so that of acts in the
    /// database it is there too.
    @Override
    public List<AuditRow> find(AuditQuery query, int limit) {
        Map<Long, AuditRow> found = new LinkedHashMap<>();
        Blocking.await(() -> rows.newestFirst(query, limit))
                .forEach(entity -> found.put(entity.place.sequence(), entity.toRow()));
        if (found.size() < limit && query.endless().isEmpty()) {
            PresentTenancy.get().tenant().ifPresent(tenant -> addOlder(tenant, query, limit, found));
        }
        return List.copyOf(found.values());
    }

    private void addOlder(Tenant tenant, AuditQuery query, int limit, Map<Long, AuditRow> found) {
        for (Part part : logs.archive(tenant).parts().reversed()) {
            if (found.size() < limit && query.before().orElse(Long.MAX_VALUE) > part.first()) {
                folders.of(tenant).find(part, query, limit).stream()
                        .limit(limit)
                        .forEach(row -> found.putIfAbsent(row.sequence(), row.toRow()));
            }
        }
        found.keySet().stream().skip(limit).toList().forEach(found::remove);
    }

    private List<Waiting> next() {
        List<Waiting> batch = new ArrayList<>();
        int size = 0;
        for (Waiting first = queue.peek();
                first != null && (batch.isEmpty() || size + first.events.size() <= MOST_ROWS);
                first = queue.peek()) {
            queue.remove();
            batch.add(first);
            size += first.events.size();
        }
        return batch;
    }

    /// Where a batch fails, each of its parts is tried alone, so that nobody fails for another's sake.
    private void write(List<Waiting> batch) {
        try {
            commit(batch.stream().flatMap(waiting -> waiting.events.stream()).toList());
        } catch (RuntimeException e) {
            if (batch.size() == 1) {
                batch.getFirst().failure = e;
            } else {
                batch.forEach(waiting -> write(List.of(waiting)));
            }
        }
        batch.forEach(waiting -> waiting.done = true);
    }

    /// Events of several tenants go in with one commit.
    private void commit(List<Filed> events) {
        PresentTenancy.asAll(() -> Blocking.await(() -> rows.file(events)));
        meter.committed(events.size());
    }

    /// One caller's events; guarded by [#turn].
    private static final class Waiting {
        private final List<Filed> events;
        private boolean done;
        private @Nullable RuntimeException failure;

        Waiting(List<Filed> events) {
            this.events = List.copyOf(events);
        }

        /// A failure belongs to the thread that met it; this one gets its own with that as the cause.
        void throwFailure() {
            if (failure != null) {
                throw new IllegalStateException("The audit log cannot be written", failure);
            }
        }
    }
}
