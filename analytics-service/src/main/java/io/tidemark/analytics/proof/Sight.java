package io.tidemark.analytics.proof;

import io.tidemark.analytics.source.Audience;
import io.tidemark.analytics.source.Lens;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A [Proof] as somebody sees it: made of the names he may see alone, as if there were no others.
public final class Sight {
    private final List<Group> groups = new ArrayList<>();
    private final List<Copy> copies = new ArrayList<>();
    private final List<UnprovenFile> unproven = new ArrayList<>();
    private final Map<Reason, Long> reasons = new EnumMap<>(Reason.class);
    private long files;
    private long bytes;
    private long proven;
    private long refuted;
    private long pending;

    /// A suspect with the names that are seen.
    record Seen(Suspect suspect, List<Suspect.Name> names, Finding finding, boolean due) {}

    private record Size(String tenant, long bytes) {}

    private Sight() {}

    public static Sight of(Proof proof, Audience audience) {
        Map<Size, List<Seen>> sizes = new HashMap<>();
        List<Suspect> suspects = proof.suspects();
        for (int number = 0; number < suspects.size(); number++) {
            Suspect suspect = suspects.get(number);
            Lens lens = audience.of(suspect.server());
            List<Suspect.Name> names = suspect.names().stream()
                    .filter(name -> lens.shows(name.directory(), suspect.owner()))
                    .toList();
            if (!names.isEmpty()) {
                sizes.computeIfAbsent(new Size(suspect.tenant(), suspect.sizeBytes()), size -> new ArrayList<>())
                        .add(new Seen(
                                suspect,
                                names,
                                proof.finding(number),
                                proof.due(number).isPresent()));
            }
        }
        Sight sight = new Sight();
        sizes.values().forEach(sight::compare);
        sight.groups.sort(Group.ORDER);
        sight.copies.sort(Copy.ORDER);
        sight.unproven.sort(UnprovenFile.ORDER);
        return sight;
    }

    private void compare(List<Seen> rivals) {
        Map<String, List<Seen>> contents = new HashMap<>();
        List<Seen> alone = new ArrayList<>();
        for (Seen seen : rivals) {
            files++;
            bytes += seen.suspect.sizeBytes();
            if (seen.finding instanceof Finding.Whole whole) {
                contents.computeIfAbsent(whole.hash(), hash -> new ArrayList<>())
                        .add(seen);
            } else {
                alone.add(seen);
            }
        }
        contents.forEach((hash, equal) -> {
            if (equal.size() > 1) {
                proven += equal.size();
                groups.add(Group.of(hash, equal, copies));
            } else {
                alone.addAll(equal);
            }
        });
        boolean open = rivals.stream().anyMatch(Seen::due);
        boolean lacking = rivals.stream().anyMatch(seen -> seen.finding instanceof Finding.Unproven);
        alone.forEach(seen -> place(seen, open, lacking));
    }

    /// @param open whether some of its size have still to be hashed
    /// @param lacking whether some of its size cannot be compared
    private void place(Seen seen, boolean open, boolean lacking) {
        if (seen.finding instanceof Finding.Unproven known) {
            lack(seen, known.reason());
        } else if (open) {
            pending++;
        } else if (lacking) {
            lack(seen, Reason.OTHERS_UNPROVEN);
        } else {
            refuted++;
        }
    }

    private void lack(Seen seen, Reason reason) {
        reasons.merge(reason, 1L, Long::sum);
        Suspect.Name name = seen.names.getFirst();
        unproven.add(new UnprovenFile(
                seen.suspect.server(), name.path(), name.raw(), seen.suspect.sizeBytes(), reason.word()));
    }

    /// Those first of which most bytes can be had back.
    public List<Group> groups() {
        return groups;
    }

    /// By server and path.
    public List<UnprovenFile> unproven() {
        return unproven;
    }

    /// How many files stand where; `files` is the sum of the four.
    public Counts counts() {
        List<Counts.Lacking> lacking = reasons.entrySet().stream()
                .map(entry -> new Counts.Lacking(entry.getKey().word(), entry.getValue()))
                .toList();
        return new Counts(files, bytes, proven, refuted, unproven.size(), pending, lacking);
    }

    public long reclaimableBytes() {
        return groups.stream().mapToLong(Group::reclaimableBytes).sum();
    }

    public long reclaimableAtMostBytes() {
        return groups.stream().mapToLong(Group::reclaimableAtMostBytes).sum();
    }

    /// All names of all copies, by content, server and path.
    public List<Copy> copies() {
        return copies;
    }
}
