package io.tidemark.analytics.engine;

import java.util.Comparator;

/// A stamp that several files have.
///
/// @param copies how many
/// @param servers on how many servers
/// @param spareBytes what they take on disk without the one that takes most
/// @param sizeBytes of the first of them
/// @param in the snapshot that has the first of them
public record Repeat(long stamp, long copies, long servers, long spareBytes, long sizeBytes, HeldSnapshot in) {
    /// Those with most to spare first.
    static final Comparator<Repeat> ORDER =
            Comparator.comparingLong(Repeat::spareBytes).reversed().thenComparingLong(Repeat::stamp);

    /// Where a list of repeats ended.
    public record Place(long spareBytes, long stamp) {
        boolean isBefore(long spare, long other) {
            return spare < spareBytes || (spare == spareBytes && other > stamp);
        }
    }

    public Place place() {
        return new Place(spareBytes, stamp);
    }
}
