package io.tidemark.alert.evaluation;

import io.tidemark.alert.evaluation.AlertStore.Place;
import io.tidemark.platform.page.Cursor;
import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;

/// Places in the list of alerts as opaque cursors.
public final class PlaceCursor {

    private PlaceCursor() {}

    public static String write(Place place) {
        return Cursor.encode(place.since().toString(), place.id().toString());
    }

    /// @throws ProblemException 400 when the list did not give out this cursor
    public static Place read(String cursor) {
        var parts = Cursor.decode(cursor, 2);
        try {
            return new Place(Instant.parse(parts.getFirst()), UUID.fromString(parts.getLast()));
        } catch (DateTimeException | IllegalArgumentException foreign) {
            throw new ProblemException(ProblemCode.MALFORMED, "cursor: not one this list gave out", foreign);
        }
    }
}
