package io.tidemark.analytics.folder;

import io.tidemark.analytics.engine.Row;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// Entries grouped by something, and what each group takes of all.
///
/// @param groups those that take most first
/// @param other the groups that are not listed, together
/// @param total all groups together
public record Shares(List<Share> groups, Other other, Sum total) {
    public Shares {
        groups = List.copyOf(groups);
    }

    /// Some entries, added up.
    ///
    /// @param entries names, further names of one inode included
    /// @param sizeBytes each inode once
    /// @param allocatedBytes each inode once
    public record Sum(long entries, long sizeBytes, long allocatedBytes) {
        static final Sum NOTHING = new Sum(0, 0, 0);

        Sum plus(Sum more) {
            return new Sum(entries + more.entries, sizeBytes + more.sizeBytes, allocatedBytes + more.allocatedBytes);
        }

        Sum minus(Sum less) {
            return new Sum(entries - less.entries, sizeBytes - less.sizeBytes, allocatedBytes - less.allocatedBytes);
        }
    }

    /// One group.
    ///
    /// @param key what the group has in common
    /// @param share of the size of all, 0 to 1
    public record Share(String key, long entries, long sizeBytes, long allocatedBytes, double share) {}

    /// The groups that are not listed, added up.
    ///
    /// @param groups how many groups are folded here
    public record Other(long groups, long entries, long sizeBytes, long allocatedBytes, double share) {}

    /// A row of a grouped query with the columns `key`, `entries`, `size`, `allocated`, and over all
    /// groups `group_count`, `sum_entries`, `sum_size`, `sum_allocated`.
    public record Group(String key, Sum sum, long groupCount, Sum total) {
        public static Group of(Row row) {
            return new Group(
                    row.text("key"),
                    new Sum(row.number("entries"), row.number("size"), row.number("allocated")),
                    row.number("group_count"),
                    new Sum(row.number("sum_entries"), row.number("sum_size"), row.number("sum_allocated")));
        }

        /// The same group under a name for people.
        public Group named(String name) {
            return new Group(name, sum, groupCount, total);
        }
    }

    /// Works out shares and the rest from grouped rows.
    ///
    /// @param listed the first groups of an answer; the counts over all groups stand in each
    public static Shares of(List<Group> listed) {
        if (listed.isEmpty()) {
            return new Shares(List.of(), new Other(0, 0, 0, 0, 0), Sum.NOTHING);
        }
        Sum total = listed.getFirst().total;
        Sum rest = total.minus(listed.stream().map(Group::sum).reduce(Sum.NOTHING, Sum::plus));
        long folded = listed.getFirst().groupCount - listed.size();
        return new Shares(
                listed.stream().map(group -> share(group, total)).toList(),
                new Other(folded, rest.entries, rest.sizeBytes, rest.allocatedBytes, ratio(rest, total)),
                total);
    }

    /// Works out shares and the rest from all groups.
    ///
    /// @param limit how many groups are listed, those that take most first
    public static Shares of(Map<String, Sum> groups, int limit) {
        Sum total = groups.values().stream().reduce(Sum.NOTHING, Sum::plus);
        return of(groups.entrySet().stream()
                .map(group -> new Group(group.getKey(), group.getValue(), groups.size(), total))
                .sorted(Comparator.comparingLong((Group group) -> group.sum.sizeBytes)
                        .reversed()
                        .thenComparing(group -> group.key))
                .limit(limit)
                .toList());
    }

    private static Share share(Group group, Sum total) {
        Sum sum = group.sum;
        return new Share(group.key, sum.entries, sum.sizeBytes, sum.allocatedBytes, ratio(sum, total));
    }

    private static double ratio(Sum part, Sum total) {
        return total.sizeBytes == 0 ? 0 : (double) part.sizeBytes / total.sizeBytes;
    }
}
