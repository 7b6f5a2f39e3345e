package io.tidemark.analytics.source;

import com.fasterxml.jackson.databind.JsonNode;

import java.time.Instant;

/// Brings a new snapshot into the cache when the record tells of it. Events come at least once and, after
/// a start, from long ago; only snapshots that are still the newest of their root are fetched.
public final class Prefetch {
    public static final String REGISTERED = "io.tidemark.snapshot.registered";

    private final Catalogue catalogue;
    private final SnapshotCache cache;

    public Prefetch(Catalogue catalogue, SnapshotCache cache) {
        this.catalogue = catalogue;
        this.cache = cache;
    }

    /// Starts to fetch the event's snapshot where that is useful; does not wait for it. Other events are
    /// ignored.
    ///
    /// @param at when the event happened
    public void registered(String type, Instant at, JsonNode data) {
        if (!type.equals(REGISTERED)) {
            return;
        }
        Known known = catalogue.lastKnown();
        if (known == null || known.listedAt() == null || !at.isBefore(known.listedAt())) {
            catalogue.forget();
        }
        String id = data.path("id").asText();
        catalogue.newest().snapshots().stream()
                .filter(snapshot -> snapshot.id().toString().equals(id))
                .forEach(this::fetch);
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
