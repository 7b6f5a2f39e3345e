package io.tidemark.alert.store;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.tidemark.alert.evaluation.EventPlace;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

@ApplicationScoped
class PanacheEventPlace implements EventPlace {

    private static final String KEEP = "insert into event_place (id, last_event) values (1, :last)"
            + " on conflict (id) do update set last_event = excluded.last_event";

    private final Sessions sessions;

    PanacheEventPlace(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public CompletionStage<Optional<String>> last() {
        return sessions.runForAll(() -> Panache.getSession()
                .chain(session -> session.find(EventPlaceEntity.class, EventPlaceEntity.ID))
                .map(found -> Optional.ofNullable(found).map(place -> place.lastEvent)));
    }

    @Override
    public CompletionStage<Void> keep(String eventId) {
        return sessions.runForAll(() -> Panache.getSession()
                .chain(session -> session.createNativeQuery(KEEP)
                        .setParameter("last", eventId)
                        .executeUpdate())
                .replaceWithVoid());
    }
}
