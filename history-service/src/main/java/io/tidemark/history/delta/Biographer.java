package io.tidemark.history.delta;

import io.tidemark.history.snapshot.SnapshotId;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// Follows one thing from snapshot to snapshot, wherever it moved.
final class Biographer {

    private final Lookup lookup;

    Biographer(Lookup lookup) {
        this.lookup = lookup;
    }

    /// @param path where to begin to look
    /// @param sides the snapshots to go through, in either order of time; the first is where it begins
    /// @return one stage for each of them
    List<Stage> follow(String path, List<Side> sides) throws SQLException {
        List<Stage> stages = new ArrayList<>();
        String at = path;
        Map<SnapshotId, Sight> there = lookup.at(at, sides);
        for (int i = 0; i < sides.size(); i++) {
            Stage stage = next(i == 0 ? null : stages.get(i - 1), at, sides.get(i), there);
            stages.add(stage);
            if (!stage.path().equals(at)) {
                at = stage.path();
                there = lookup.at(at, sides.subList(i, sides.size()));
            }
        }
        return stages;
    }

    private Stage next(
            @org.jspecify.annotations.Nullable Stage last, String at, Side side, Map<SnapshotId, Sight> there)
            throws SQLException {
        Sight here = there.get(side.snapshot().id());
        Sight sought = last == null ? null : last.sight();
        if (sought != null && (here == null || !here.isSame(sought))) {
            List<Sight> elsewhere =
                    elsewhere(sought, Objects.requireNonNull(last).side(), side);
            if (!elsewhere.isEmpty()) {
                return Stage.seen(side, elsewhere.getFirst());
            }
        }
        return here != null ? Stage.seen(side, here) : new Stage(side, null, at, lookup.isBlind(at, side));
    }

    /// Names it has in this snapshot and had not in the one it was seen in: a second name that was there
    /// all along is
    /// not where it came from.
    private List<Sight> elsewhere(Sight sought, Side seenIn, Side side) throws SQLException {
        List<Sight> names = lookup.names(sought, side);
        if (names.isEmpty()) {
            return names;
        }
        Set<String> known = new HashSet<>(
                lookup.names(sought, seenIn).stream().map(Sight::path).collect(Collectors.toSet()));
        return names.stream().filter(name -> !known.contains(name.path())).toList();
    }
}
