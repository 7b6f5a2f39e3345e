package io.tidemark.history.delta;

import io.tidemark.history.delta.Life.Moment;
import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// What one snapshot shows of a life: the thing, or that it is not there, or nothing because its folder
/// could not be
/// looked into.
///
/// @param sight null when it is not to be seen
/// @param path where it is, or where it was looked for
/// @param blind whether nobody knows
record Stage(Side side, @Nullable Sight sight, String path, boolean blind) {

    static Stage seen(Side side, Sight sight) {
        return new Stage(side, sight, sight.path(), false);
    }

    /// As the first that is known.
    Optional<Moment> first() {
        return sight == null ? Optional.empty() : Optional.of(moment(null, null));
    }

    /// What happened since the stage before; empty for nothing.
    Optional<Moment> since(Stage before) {
        ChangeKind change = changeSince(before);
        if (change == null) {
            return Optional.empty();
        }
        return Optional.of(moment(change, change == ChangeKind.MOVED ? before.path : null));
    }

    private @Nullable ChangeKind changeSince(Stage before) {
        Sight earlier = before.sight;
        if (sight != null) {
            if (earlier != null) {
                return sight.since(earlier);
            }
            return before.blind ? ChangeKind.REVEALED : ChangeKind.CREATED;
        }
        if (earlier == null) {
            return null;
        }
        return blind ? ChangeKind.HIDDEN : ChangeKind.DELETED;
    }

    private Moment moment(@Nullable ChangeKind change, @Nullable String previousPath) {
        return new Moment(
                side.snapshot().id(),
                side.snapshot().startedAt(),
                change,
                path,
                previousPath,
                sight == null ? null : sight.type(),
                sight == null ? null : sight.sizeBytes(),
                sight == null ? null : sight.allocatedBytes(),
                sight == null ? null : sight.modified(),
                sight == null ? null : sight.owner());
    }
}
