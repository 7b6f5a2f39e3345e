package io.tidemark.analytics.source;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// What is known of the newest snapshots at the moment a question starts.
///
/// @param listedAt the record said so then or since; null where it has not been reached since the start, and
///     the snapshots are those that earlier runs left on the local disk
/// @param away why the record cannot be asked now; null where it was
public record Known(
        List<Snapshot> snapshots,
        List<Missing> unusable,
        @Nullable Instant listedAt,
        @Nullable String away) {
    public Known {
        snapshots = List.copyOf(snapshots);
        unusable = List.copyOf(unusable);
    }

    /// Whether newer snapshots may exist that are not known here.
    public boolean stale() {
        return away != null;
    }

    public Optional<String> whyAway() {
        return Optional.ofNullable(away);
    }

    /// Only what a selection includes.
    public Known within(Selection selection) {
        return new Known(
                snapshots.stream()
                        .filter(s -> selection.includes(s.server(), s.root()))
                        .toList(),
                unusable.stream()
                        .filter(m -> selection.includes(m.server(), m.root()))
                        .toList(),
                listedAt,
                away);
    }

    /// Only snapshots that fulfil a condition.
    public Known where(Predicate<Snapshot> condition) {
        return new Known(snapshots.stream().filter(condition).toList(), unusable, listedAt, away);
    }
}
