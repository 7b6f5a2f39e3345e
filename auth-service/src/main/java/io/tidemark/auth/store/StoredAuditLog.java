package io.tidemark.auth.store;

import io.tidemark.auth.audit.Archive;
import io.tidemark.auth.audit.AuditEvent;
import io.tidemark.auth.audit.AuditLog;
import io.tidemark.auth.audit.AuditQuery;
import io.tidemark.auth.audit.AuditRow;
import io.tidemark.auth.audit.Part;
import io.tidemark.auth.audit.PartFolder;
import io.tidemark.platform.store.Blocking;
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
    private final Archive archive;
    private final PartFolder folder;
    private final AuditMeter meter;
    private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();
    private final ReentrantLock turn = new ReentrantLock();

    StoredAuditLog(AuditRepository rows, Archive archive, PartFolder folder, AuditMeter meter) {
        this.rows = rows;
        this.archive = archive;
        this.folder = folder;
        this.meter = meter;
    }

    @Override
    public void append(List<AuditEvent> events) {
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
    /// the files are looked up later, and taken once.
    @Override
    public List<AuditRow> find(AuditQuery query, int limit) {
        Map<Long, AuditRow> found = new LinkedHashMap<>();
        Blocking.await(() -> rows.newestFirst(query, limit))
                .forEach(entity -> found.put(entity.sequence, entity.toRow()));
        if (found.size() < limit) {
            addOlder(query, limit, found);
        }
        return List.copyOf(found.values());
    }

    private void addOlder(AuditQuery query, int limit, Map<Long, AuditRow> found) {
        for (Part part : archive.parts().reversed()) {
            if (found.size() < limit && query.before().orElse(Long.MAX_VALUE) > part.first()) {
                folder.find(part, query, limit).stream()
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

    private void commit(List<AuditEvent> events) {
        Blocking.await(() -> rows.append(events));
        meter.committed(events.size());
    }

    /// One caller's events; guarded by [#turn].
    private static final class Waiting {
        private final List<AuditEvent> events;
        private boolean done;
        private @Nullable RuntimeException failure;

        Waiting(List<AuditEvent> events) {
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
