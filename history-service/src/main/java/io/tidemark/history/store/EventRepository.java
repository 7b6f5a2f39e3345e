package io.tidemark.history.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.tidemark.history.event.EventType;
import io.tidemark.history.server.ServerName;
import io.tidemark.platform.store.TenantTransactions;
import io.tidemark.platform.tenant.Tenancy;
import jakarta.enterprise.context.ApplicationScoped;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/// Rows of `event`.
@ApplicationScoped
class EventRepository implements PanacheRepositoryBase<EventEntity, Long> {

    private static final String APPEND = """
            with head as (update event_head set id = id + 1 returning id),
            place as (
                insert into event_place as p (tenant, number) select tenant_of(:server), 1 from head
                on conflict (tenant) do update set number = p.number + 1 returning number)
            insert into event (id, number, type, subject, server, at, data)
            select head.id, place.number, :type, :subject, :server, :at, :data from head, place
            """;

    private static final String HEAD = "select id from event_head";
    private static final String HEAD_OF_TENANT =
            "select coalesce((select number from event_place where tenant = :tenant), 0)";

    private final ObjectMapper json;

    EventRepository(ObjectMapper json) {
        this.json = json;
    }

    /// Part of the caller's transaction; other appends wait until that ends, so call it last.
    ///
    /// @param server whose event it is
    Uni<Integer> append(EventType type, String subject, ServerName server, Instant at, Object data) {
        String text = write(data);
        return getSession()
                .flatMap(session -> session.createNativeQuery(APPEND)
                        .setParameter("type", type.word())
                        .setParameter("subject", subject)
                        .setParameter("server", server.value())
                        .setParameter("at", at)
                        .setParameter("data", text)
                        .executeUpdate());
    }

    /// That of the whole log, which is no tenant's.
    Uni<Long> head() {
        return head(Tenancy.ALL);
    }

    Uni<Long> head(Tenancy reader) {
        return TenantTransactions.in(
                reader,
                () -> getSession()
                        .flatMap(session -> reader.isAll()
                                ? session.createNativeQuery(HEAD, Long.class).getSingleResult()
                                : session.createNativeQuery(HEAD_OF_TENANT, Long.class)
                                        .setParameter("tenant", reader.setting())
                                        .getSingleResult()));
    }

    Uni<List<EventEntity>> after(Tenancy reader, long id, Set<EventType> types, int limit) {
        List<String> words = types.stream().map(EventType::word).toList();
        return TenantTransactions.in(
                reader,
                () -> (reader.isAll()
                                ? find("id > ?1 and type in ?2 order by id", id, words)
                                : find(
                                        "tenant = ?1 and number > ?2 and type in ?3 order by number",
                                        reader.setting(),
                                        id,
                                        words))
                        .page(0, limit)
                        .list());
    }

    private String write(Object data) {
        try {
            return json.writeValueAsString(data);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("event data is not JSON", e);
        }
    }
}
