package io.tidemark.history.store;

import io.tidemark.history.backfill.Backfill;
import io.tidemark.history.backfill.BackfillRegister;
import io.tidemark.history.backfill.Source;
import io.tidemark.platform.store.Blocking;
import io.tidemark.platform.tenant.Tenant;
import jakarta.enterprise.context.ApplicationScoped;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/// Backfills in PostgreSQL.
@ApplicationScoped
class PanacheBackfillRegister implements BackfillRegister {

    private final BackfillSessions sessions;
    private final JsonText json;

    PanacheBackfillRegister(BackfillSessions sessions, JsonText json) {
        this.sessions = sessions;
        this.json = json;
    }

    @Override
    public List<Backfill> newest(int limit) {
        return Blocking.await(() -> sessions.newest(limit)).stream()
                .map(this::backfill)
                .toList();
    }

    @Override
    public Optional<Backfill> find(UUID id) {
        return Blocking.await(() -> sessions.find(id)).stream()
                .map(this::backfill)
                .findFirst();
    }

    @Override
    public boolean add(Backfill backfill) {
        String source = json.write(backfill.source());
        return Blocking.await(() -> sessions.add(backfill, source)) == 1;
    }

    @Override
    public boolean update(Backfill backfill, Backfill.State expected) {
        return Blocking.await(() -> sessions.update(backfill, expected)) == 1;
    }

    @Override
    public Optional<Backfill> claim(Instant now, Duration length) {
        return Blocking.await(() -> sessions.claim(now, now.plus(length))).stream()
                .map(this::backfill)
                .findFirst();
    }

    private Backfill backfill(Object[] row) {
        return new Backfill(
                (UUID) row[0],
                new Tenant((String) row[10]),
                json.read((String) row[1], Source.class),
                Backfill.State.valueOf(((String) row[2]).toUpperCase(Locale.ROOT)),
                Rows.instant(row[3]),
                Rows.number(row[4]),
                Rows.number(row[5]),
                (String) row[6],
                (String) row[7],
                Rows.instant(row[8]),
                Rows.instant(row[9]));
    }
}
