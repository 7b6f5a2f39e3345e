package io.tidemark.analytics.growth;

import io.tidemark.analytics.engine.Row;
import org.jspecify.annotations.Nullable;

import java.util.List;

/// Growth in parts.
///
/// @param parts those that changed most in the direction asked for first
/// @param others how many parts are not listed
/// @param rest what is not listed, together
public record GrowthShares(List<Part> parts, long others, Change rest, Change total) {
    public GrowthShares {
        parts = List.copyOf(parts);
    }

    /// One part.
    ///
    /// @param key what it has in common; of what stands directly in the folder asked for, the folder itself
    public record Part(
            String key,
            long beforeBytes,
            long afterBytes,
            long changeBytes,
            long changeAllocatedBytes,
            long changeEntries,
            @Nullable Double percent,
            double bytesPerDay) {
        static Part of(String key, Change change) {
            return new Part(
                    key,
                    change.beforeBytes(),
                    change.afterBytes(),
                    change.changeBytes(),
                    change.changeAllocatedBytes(),
                    change.changeEntries(),
                    change.percent(),
                    change.bytesPerDay());
        }
    }

    /// A row of the query: a part, and what all of them are together.
    record Group(String key, Change change, long count, Change total) {
        static Group of(Row row) {
            return new Group(row.text("key"), Change.of(row, ""), row.number("parts"), Change.of(row, "all_"));
        }
    }

    static GrowthShares of(List<Group> listed) {
        if (listed.isEmpty()) {
            return new GrowthShares(List.of(), 0, Change.NONE, Change.NONE);
        }
        Change total = listed.getFirst().total;
        Change rest = total;
        for (Group group : listed) {
            rest = rest.minus(group.change);
        }
        return new GrowthShares(
                listed.stream().map(g -> Part.of(g.key, g.change)).toList(),
                listed.getFirst().count - listed.size(),
                rest,
                total);
    }
}
