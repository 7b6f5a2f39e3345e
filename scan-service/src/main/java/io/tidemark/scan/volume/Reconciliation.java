package io.tidemark.scan.volume;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Used bytes of a volume beside what a scan counted on it. The known parts and what is unexplained add up to the
/// difference, to the byte.
///
/// @param usedBytes at the end of the scan
/// @param countedBytes on disk: entries, each inode once, and directories
/// @param differenceBytes `usedBytes - countedBytes`; negative where files share blocks or are compressed
/// @param changedBytes how much `usedBytes` grew while the scan ran: what was counted early is as old as that
/// @param reservedBytes free, but for the administrator only; not part of `usedBytes`
/// @param unexplainedBytes what no part accounts for; holds the parts whose bytes are unknown
public record Reconciliation(
        long usedBytes,
        long countedBytes,
        long differenceBytes,
        long changedBytes,
        long reservedBytes,
        List<Part> parts,
        long unexplainedBytes) {

    public Reconciliation {
        parts = List.copyOf(parts);
        if (differenceBytes != usedBytes - countedBytes || unexplainedBytes != differenceBytes - known(parts)) {
            throw new IllegalArgumentException("a reconciliation adds up");
        }
    }

    /// A reason why more is used than was counted.
    ///
    /// @param kind `outside-root`, `unreadable`, `excluded`, `mounted-over`, `subvolumes`, `deleted-open` or
    /// `filesystem`
    /// @param items how many things it is about
    /// @param bytes null where nobody knows
    /// @param note in words
    public record Part(String kind, long items, @Nullable Long bytes, String note) {}

    /// Puts the difference together from its parts.
    static Reconciliation of(Capacity start, Capacity end, long countedBytes, List<Part> parts) {
        long difference = end.usedBytes() - countedBytes;
        return new Reconciliation(
                end.usedBytes(),
                countedBytes,
                difference,
                end.usedBytes() - start.usedBytes(),
                end.freeBytes() - end.availableBytes(),
                parts,
                difference - known(parts));
    }

    private static long known(List<Part> parts) {
        return parts.stream()
                .mapToLong(part -> part.bytes() == null ? 0 : part.bytes())
                .sum();
    }
}
