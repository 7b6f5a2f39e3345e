package io.tidemark.history.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import io.tidemark.history.event.EventType;
import jakarta.enterprise.context.ApplicationScoped;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/// Rows of `event`.
@ApplicationScoped
class EventRepository implements PanacheRepositoryBase<EventEntity, Long> {

    private static final String APPEND = """
            with head as (update event_head set id = id + 1 returning id)
            insert into event (id, type, subject, at, data) select id, :type, :subject, :at, :data from head
            """;

    private final ObjectMapper json;

    EventRepository(ObjectMapper json) {
        this.json = json;
    }

    /// Part of the caller's transaction; other appends wait until that ends, so call it last.
    Uni<Integer> append(EventType type, String subject, Instant at, Object data) {
        String text = write(data);
        return getSession()
                .flatMap(session -> session.createNativeQuery(APPEND)
                        .setParameter("type", type.word())
                        .setParameter("subject", subject)
                        .setParameter("at", at)
                        .setParameter("data", text)
                        .executeUpdate());
    }

    @WithSession
    Uni<Long> head() {
        return getSession()
                .flatMap(session -> session.createNativeQuery("select id from event_head", Long.class)
                        .getSingleResult());
    }

    @WithSession
    Uni<List<EventEntity>> after(long id, Set<EventType> types, int limit) {
        List<String> words = types.stream().map(EventType::word).toList();
        return find("id > ?1 and type in ?2 order by id", id, words)
                .page(0, limit)
                .list();
    }

    private String write(Object data) {
        try {
            return json.writeValueAsString(data);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("event data is not JSON", e);
        }
    }
}
