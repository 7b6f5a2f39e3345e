package io.tidemark.history.backfill;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Backfills in memory.
final class FakeRegister implements BackfillRegister {

    private final Map<UUID, Backfill> all = new LinkedHashMap<>();

    @Override
    public List<Backfill> newest(int limit) {
        return all.values().stream().limit(limit).toList();
    }

    @Override
    public Optional<Backfill> find(UUID id) {
        return Optional.ofNullable(all.get(id));
    }

    @Override
    public boolean add(Backfill backfill) {
        return all.putIfAbsent(backfill.id(), backfill) == null;
    }

    @Override
    public boolean update(Backfill backfill, Backfill.State expected) {
        boolean stands =
                find(backfill.id()).filter(one -> one.state() == expected).isPresent();
        if (stands) {
            all.put(backfill.id(), backfill);
        }
        return stands;
    }

    @Override
    public Optional<Backfill> claim(Instant now, Duration length) {
        return all.values().stream()
                .filter(one -> one.state() == Backfill.State.RUNNING)
                .findFirst();
    }
}
