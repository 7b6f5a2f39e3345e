package io.tidemark.history.store;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tidemark.history.event.EventType;
import io.tidemark.history.sample.Resolution;
import io.tidemark.history.sample.SampleLog.Filter;
import io.tidemark.history.sample.SampleLog.Place;
import io.tidemark.history.server.ServerName;
import io.tidemark.platform.store.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/// The sessions and transactions behind [PanacheSampleLog].
@ApplicationScoped
class SampleRepository {

    /// The earliest and latest times that samples can have.
    private static final Instant BEGINNING = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("9999-12-31T23:59:59.999999Z");

    /// The data of an event that tells of new samples.
    private record Received(String server, long samples, Instant at) {}

    /// What an insert answers.
    private record Added(Received received, @Nullable String late) {}

    private final EventRepository events;

    SampleRepository(EventRepository events) {
        this.events = events;
    }

    /// @param days JSON, a list of days
    @TenantTransaction
    Uni<Boolean> open(String days) {
        return Panache.getSession()
                .flatMap(session -> session.createNativeQuery(SampleSql.OPEN, Long.class)
                        .setParameter("days", days)
                        .getSingleResult())
                .map(failed -> failed == 0);
    }

    /// @param rows JSON, a list of samples
    /// @param days JSON, the days that may be in files
    /// @param files the names of those that were looked into
    @TenantTransaction
    Uni<OptionalInt> add(String rows, @Nullable Instant seenAt, Instant now, String days, Set<String> files) {
        return Panache.getSession()
                .flatMap(session -> files(session, days)
                        .flatMap(found -> Set.copyOf(found).equals(files)
                                ? insert(session, rows, seenAt, now)
                                : Uni.createFrom().item(OptionalInt.empty())));
    }

    @TenantTransaction
    Uni<Integer> restore(String rows) {
        return Panache.getSession()
                .flatMap(session -> session.createNativeQuery(SampleSql.RESTORE)
                        .setParameter("rows", rows)
                        .executeUpdate());
    }

    @TenantTransaction
    Uni<List<Object[]>> archives(LocalDate from, LocalDate to) {
        return Panache.getSession()
                .flatMap(session -> session.createNativeQuery(SampleSql.ARCHIVES, Object[].class)
                        .setParameter("from", from)
                        .setParameter("to", to)
                        .getResultList());
    }

    @TenantTransaction
    Uni<List<Object[]>> page(Filter filter, @Nullable Place after, int limit) {
        return list(SampleSql.page(after != null), filter, from(filter), after, limit);
    }

    @TenantTransaction
    Uni<List<Object[]>> buckets(Resolution resolution, Filter filter, @Nullable Place after, int limit) {
        String unit = resolution.name().toLowerCase(Locale.ROOT);
        return list(SampleSql.buckets(unit, after != null), filter, resolution.start(from(filter)), after, limit);
    }

    @TenantTransaction
    Uni<List<Object[]>> marks(Filter filter, int limit) {
        return list(SampleSql.MARKS, filter, from(filter), null, limit);
    }

    @TenantTransaction
    Uni<List<Object[]>> latest(@Nullable String server) {
        return Panache.getSession()
                .flatMap(session -> session.createNativeQuery(SampleSql.LATEST, Object[].class)
                        .setParameter("server", server)
                        .getResultList());
    }

    @TenantTransaction
    Uni<List<Object[]>> daily(Filter filter, int limit) {
        return list(SampleSql.DAILY, filter, Resolution.DAY.start(from(filter)), null, limit);
    }

    private static Uni<List<Object[]>> list(
            String query, Filter filter, Instant from, @Nullable Place after, int limit) {
        return Panache.getSession().flatMap(session -> {
            Mutiny.SelectionQuery<Object[]> prepared = session.createNativeQuery(query, Object[].class)
                    .setParameter("tenant", filter.tenancy().setting())
                    .setParameter("server", filter.server())
                    .setParameter("volume", filter.volume())
                    .setParameter("from", from)
                    .setParameter("to", Objects.requireNonNullElse(filter.to(), END))
                    .setParameter("limit", limit);
            if (after != null) {
                prepared.setParameter("afterAt", after.at())
                        .setParameter("afterServer", after.server().value())
                        .setParameter("afterVolume", after.volume());
            }
            return prepared.getResultList();
        });
    }

    private static Uni<List<String>> files(Mutiny.Session session, String days) {
        if (days.equals("[]")) {
            return Uni.createFrom().item(List.of());
        }
        return session.createNativeQuery(SampleSql.SHARE_DAYS, Long.class)
                .setParameter("days", days)
                .getSingleResult()
                .flatMap(locked -> session.createNativeQuery(SampleSql.OPEN, Long.class)
                        .setParameter("days", days)
                        .getSingleResult())
                .flatMap(opened -> session.createNativeQuery(SampleSql.FILES, String.class)
                        .setParameter("days", days)
                        .getResultList());
    }

    private Uni<OptionalInt> insert(Mutiny.Session session, String rows, @Nullable Instant seenAt, Instant now) {
        return session.createNativeQuery(SampleSql.SEEN)
                .setParameter("rows", rows)
                .setParameter("now", seenAt)
                .executeUpdate()
                .flatMap(seen -> update(session, SampleSql.VOLUMES, "rows", rows))
                .flatMap(volumes -> update(session, SampleSql.SOURCES, "rows", rows))
                .flatMap(sources -> added(session, rows))
                .flatMap(added -> mark(session, added).flatMap(marked -> publish(added, now)));
    }

    private static Uni<Integer> update(Mutiny.Session session, String statement, String name, String value) {
        return session.createNativeQuery(statement).setParameter(name, value).executeUpdate();
    }

    private static Uni<List<Added>> added(Mutiny.Session session, String rows) {
        return session.createNativeQuery(SampleSql.INSERT, Object[].class)
                .setParameter("rows", rows)
                .getResultList()
                .map(found -> found.stream().map(SampleRepository::added).toList());
    }

    private static Added added(Object[] row) {
        return new Added(
                new Received((String) row[0], ((Number) row[1]).longValue(), Rows.instant(row[2])), (String) row[3]);
    }

    /// Each late list is a JSON array that is not empty; one after the other they are one.
    private static Uni<Integer> mark(Mutiny.Session session, List<Added> added) {
        String late = added.stream()
                .map(Added::late)
                .filter(Objects::nonNull)
                .map(list -> list.substring(1, list.length() - 1))
                .collect(Collectors.joining(",", "[", "]"));
        if (late.equals("[]")) {
            return Uni.createFrom().item(0);
        }
        return update(session, SampleSql.FORGET_MARKS, "late", late)
                .flatMap(forgotten -> update(session, SampleSql.FIND_MARKS, "late", late));
    }

    /// One event after the other: a session serves one call at a time.
    private Uni<OptionalInt> publish(List<Added> added, Instant now) {
        return Multi.createFrom()
                .iterable(added)
                .map(Added::received)
                .onItem()
                .transformToUniAndConcatenate(one ->
                        events.append(EventType.SAMPLES_RECEIVED, one.server(), new ServerName(one.server()), now, one))
                .collect()
                .last()
                .replaceWith(OptionalInt.of((int) added.stream()
                        .mapToLong(one -> one.received().samples())
                        .sum()));
    }

    private static Instant from(Filter filter) {
        return Objects.requireNonNullElse(filter.from(), BEGINNING);
    }
}
