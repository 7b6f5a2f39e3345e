package io.tidemark.history.store;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tidemark.history.event.EventType;
import io.tidemark.history.sample.SampleLog.Filter;
import io.tidemark.history.sample.SampleLog.Place;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Rows of `sample`.
@ApplicationScoped
class SampleRepository implements PanacheRepositoryBase<SampleEntity, SampleEntity.Key> {

    /// The earliest and latest times that samples can have.
    private static final Instant BEGINNING = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("9999-12-31T23:59:59.999999Z");

    /// The data of an event that tells of new samples.
    private record Received(String server, long samples, Instant at) {}

    private final EventRepository events;

    SampleRepository(EventRepository events) {
        this.events = events;
    }

    /// @param rows JSON, a list of samples
    @WithTransaction
    Uni<Integer> add(String rows, Instant now) {
        return getSession()
                .flatMap(session -> session.createNativeQuery(SampleSql.SEEN)
                        .setParameter("rows", rows)
                        .setParameter("now", now)
                        .executeUpdate()
                        .flatMap(seen -> session.createNativeQuery(SampleSql.VOLUMES)
                                .setParameter("rows", rows)
                                .executeUpdate())
                        .flatMap(volumes -> insert(session, rows))
                        .flatMap(received -> publish(received, now)));
    }

    @WithSession
    Uni<List<SampleEntity>> page(Filter filter, @Nullable Place after, int limit) {
        List<String> conditions = new ArrayList<>(List.of("key.at >= :from", "key.at < :to"));
        Map<String, Object> values = new HashMap<>(Map.of("from", from(filter), "to", to(filter)));
        if (filter.server() != null) {
            conditions.add("key.server = :server");
            values.put("server", filter.server());
        }
        if (filter.volume() != null) {
            conditions.add("key.volume = :volume");
            values.put("volume", filter.volume());
        }
        if (after != null) {
            conditions.add("(key.at, key.server, key.volume) > (:afterAt, :afterServer, :afterVolume)");
            values.put("afterAt", after.at());
            values.put("afterServer", after.server().value());
            values.put("afterVolume", after.volume());
        }
        return find(String.join(" and ", conditions) + " order by key.at, key.server, key.volume", values)
                .page(0, limit)
                .list();
    }

    @WithSession
    Uni<List<SampleEntity>> latest(@Nullable String server) {
        return getSession()
                .flatMap(session -> session.createNativeQuery(SampleSql.LATEST, SampleEntity.class)
                        .setParameter("server", server)
                        .getResultList());
    }

    @WithSession
    Uni<List<Object[]>> daily(Filter filter, int limit) {
        return getSession()
                .flatMap(session -> session.createNativeQuery(SampleSql.DAILY, Object[].class)
                        .setParameter("server", filter.server())
                        .setParameter("volume", filter.volume())
                        .setParameter("from", from(filter))
                        .setParameter("to", to(filter))
                        .setParameter("limit", limit)
                        .getResultList());
    }

    private static Uni<List<Received>> insert(Mutiny.Session session, String rows) {
        return session.createNativeQuery(SampleSql.INSERT, Object[].class)
                .setParameter("rows", rows)
                .getResultList()
                .map(found -> found.stream().map(SampleRepository::received).toList());
    }

    private static Received received(Object[] row) {
        return new Received((String) row[0], ((Number) row[1]).longValue(), Rows.instant(row[2]));
    }

    /// One event after the other: a session serves one call at a time.
    private Uni<Integer> publish(List<Received> received, Instant now) {
        return Multi.createFrom()
                .iterable(received)
                .onItem()
                .transformToUniAndConcatenate(one -> events.append(EventType.SAMPLES_RECEIVED, one.server(), now, one))
                .collect()
                .last()
                .replaceWith(
                        (int) received.stream().mapToLong(Received::samples).sum());
    }

    private static Instant from(Filter filter) {
        return Objects.requireNonNullElse(filter.from(), BEGINNING);
    }

    private static Instant to(Filter filter) {
        return Objects.requireNonNullElse(filter.to(), END);
    }
}
