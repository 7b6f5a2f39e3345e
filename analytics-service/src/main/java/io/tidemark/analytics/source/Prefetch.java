package io.tidemark.analytics.source;

import com.fasterxml.jackson.databind.JsonNode;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// Brings a new snapshot into the cache when the record tells of it. Events come at least once and, after
/// a start, from long ago; only snapshots that are still the newest of their root are fetched.
public final class Prefetch {
    public static final String REGISTERED = "io.tidemark.snapshot.registered";

    public static final String REDUCED = "io.tidemark.snapshot.reduced";
    public static final String DAMAGED = "io.tidemark.snapshot.damaged";
    public static final String REPAIRED = "io.tidemark.snapshot.repaired";

    private final Catalogue catalogue;
    private final SnapshotCache cache;

    public Prefetch(Catalogue catalogue, SnapshotCache cache) {
        this.catalogue = catalogue;
        this.cache = cache;
    }

    /// Takes note of an event; others than those named above are ignored. Starts to fetch a new snapshot where that is
    /// useful and does not wait for it; removes the copy of one of which the record keeps less.
    ///
    /// @param at when the event happened
    public void told(String type, Instant at, JsonNode data) {
        switch (type) {
            case REGISTERED, REPAIRED -> prefetch(at, data);
            case DAMAGED -> askAgain(at);
            case REDUCED -> {
                askAgain(at);
                id(data).ifPresent(cache::forget);
            }
            default -> {
                // it says nothing of what is read here
            }
        }
    }

    private void prefetch(Instant at, JsonNode data) {
        askAgain(at);
        Optional<UUID> id = id(data);
        catalogue.newest().snapshots().stream()
                .filter(snapshot -> id.filter(snapshot.id()::equals).isPresent())
                .forEach(this::fetch);
    }

    private void askAgain(Instant at) {
        Known known = catalogue.lastKnown();
        if (known == null || known.listedAt() == null || !at.isBefore(known.listedAt())) {
            catalogue.forget();
        }
    }

    private static Optional<UUID> id(JsonNode data) {
        try {
            return Optional.of(UUID.fromString(data.path("id").asText()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void fetch(Snapshot snapshot) {
        try {
            cache.hold(snapshot).close();
        } catch (SnapshotUnavailable expected) {
            // It was tried a moment ago, or there is no room: whoever asks a question for it is told.
            return;
        }
    }
}
