package io.tidemark.analytics.proof;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Files of one content.
///
/// What removing a file surely frees is what its extents share with nothing else, and nothing at all where it has
/// names that are not among the copies. `reclaimableBytes` is that of all copies but the one of which it is least:
/// so two reflinks of one file and a third, real copy free one file's bytes, and two reflinks alone none.
/// `reclaimableAtMostBytes` is what they take on disk together, copies with the very same extents once, without the
/// smallest: it is reached where nothing outside the group shares anything with them.
///
/// @param group SHA-256 of the content
/// @param files each inode once
/// @param names all their names
public record Group(
        String group,
        long sizeBytes,
        long files,
        long names,
        long servers,
        long reclaimableBytes,
        long reclaimableAtMostBytes) {
    static final Comparator<Group> ORDER =
            Comparator.comparingLong(Group::reclaimableBytes).reversed().thenComparing(Group::group);

    private record Member(Sight.Seen seen, Finding.Extents extents) {
        static Member of(Sight.Seen seen) {
            if (seen.finding() instanceof Finding.Whole whole) {
                return new Member(seen, whole.extents());
            }
            throw new IllegalArgumentException("a copy was read whole");
        }

        long frees() {
            return hasLinksElsewhere() ? 0 : Math.min(extents.exclusiveBytes(), allocated());
        }

        long allocated() {
            return seen.suspect().allocatedBytes();
        }

        boolean hasLinksElsewhere() {
            return seen.suspect().links() > seen.names().size();
        }

        String sharing() {
            if (hasLinksElsewhere()) {
                return "links-elsewhere";
            }
            if (extents.sharedBytes() > 0) {
                return "shared";
            }
            return extents.unclearBytes() > 0 ? "unclear" : "none";
        }

        /// Equal where two copies have the very same extents.
        Object place() {
            String layout = extents.layout();
            return layout == null || extents.sharedBytes() == 0
                    ? this
                    : List.of(
                            seen.suspect().server(),
                            Objects.requireNonNull(seen.suspect().device()),
                            layout);
        }
    }

    /// @param copies takes all names of the files
    static Group of(String hash, List<Sight.Seen> equal, List<Copy> copies) {
        List<Member> members = equal.stream().map(Member::of).toList();
        Member kept = members.stream()
                .min(Comparator.comparingLong(Member::frees)
                        .thenComparing(member -> member.seen.suspect().server())
                        .thenComparing(member -> member.seen.names().getFirst().path()))
                .orElseThrow();
        long atMost = atMost(members);
        long surely = members.stream().mapToLong(Member::frees).sum() - kept.frees();
        members.forEach(member -> addNames(hash, member, member.equals(kept), copies));
        return new Group(
                hash,
                kept.seen.suspect().sizeBytes(),
                members.size(),
                members.stream().mapToLong(m -> m.seen.names().size()).sum(),
                members.stream().map(m -> m.seen.suspect().server()).distinct().count(),
                Math.min(surely, atMost),
                atMost);
    }

    private static long atMost(List<Member> members) {
        Map<Object, Long> places = new HashMap<>();
        members.forEach(member -> places.merge(member.place(), member.allocated(), Math::max));
        return places.values().stream().mapToLong(Long::longValue).sum()
                - places.values().stream().mapToLong(Long::longValue).min().orElse(0);
    }

    private static void addNames(String hash, Member member, boolean keep, List<Copy> copies) {
        Suspect suspect = member.seen.suspect();
        for (Suspect.Name name : member.seen.names()) {
            @Nullable String raw = name.raw();
            copies.add(new Copy(
                    hash,
                    suspect.server(),
                    name.path(),
                    raw,
                    suspect.sizeBytes(),
                    suspect.allocatedBytes(),
                    Objects.requireNonNull(suspect.device()),
                    Objects.requireNonNull(suspect.inode()),
                    suspect.links(),
                    member.sharing(),
                    member.frees(),
                    keep));
        }
    }
}
