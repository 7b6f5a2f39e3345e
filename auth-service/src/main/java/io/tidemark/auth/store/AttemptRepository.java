package io.tidemark.auth.store;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.tidemark.auth.credential.Pace.Tally;
import io.tidemark.platform.store.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// The rows behind [StoredAttempts]. All rows of a change are made and locked in one order, so that no two wait for
/// each other.
@ApplicationScoped
class AttemptRepository implements PanacheRepositoryBase<AttemptEntity, String> {
    private static final String MAKE = "insert into attempt (watched, count, wait_until)"
            + " select watched, 0, to_timestamp(0) from unnest(string_to_array(:watched, chr(10))) as watched"
            + " order by watched on conflict (watched) do nothing";

    @TenantTransaction
    Uni<List<Tally>> change(List<String> watched, UnaryOperator<List<Tally>> change) {
        return getSession()
                .chain(s -> s.createNativeQuery(MAKE)
                        .setParameter("watched", String.join("\n", watched))
                        .executeUpdate())
                .chain(() -> find("watched in ?1 order by watched", watched)
                        .withLock(LockModeType.PESSIMISTIC_WRITE)
                        .list())
                .map(rows -> changed(inOrder(rows, watched), change));
    }

    @TenantTransaction
    Uni<Long> forget(Instant quietSince) {
        return delete("waitUntil < ?1", quietSince);
    }

    private static List<AttemptEntity> inOrder(List<AttemptEntity> rows, List<String> watched) {
        Map<String, AttemptEntity> byName =
                rows.stream().collect(Collectors.toMap(row -> row.watched, Function.identity()));
        return watched.stream().map(name -> byName.getOrDefault(name, gone())).toList();
    }

    /// Forgotten in this very moment: counts anew with the next attempt.
    private static AttemptEntity gone() {
        AttemptEntity entity = new AttemptEntity();
        entity.set(Tally.NONE);
        return entity;
    }

    private static List<Tally> changed(List<AttemptEntity> rows, UnaryOperator<List<Tally>> change) {
        List<Tally> before =
                new ArrayList<>(rows.stream().map(AttemptEntity::toTally).toList());
        List<Tally> after = change.apply(before);
        for (int i = 0; i < rows.size(); i++) {
            rows.get(i).set(after.get(i));
        }
        return before;
    }
}
