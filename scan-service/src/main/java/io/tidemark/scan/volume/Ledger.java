package io.tidemark.scan.volume;

import io.tidemark.scan.volume.Reconciliation.Part;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What one scan of one filesystem knows of the bytes it did not count.
///
/// @param whole true where the root is the whole filesystem
/// @param others what earlier scans counted of other roots of the same filesystem, none below another
/// @param countedBytes on disk: entries and directories
/// @param failed directories and entries that could not be read
/// @param excludedBytes on disk, of what was left out and is known
/// @param excludedUnknown what was left out and has unknown bytes
/// @param mountedOver mount points below the root
/// @param subvolumes subvolumes below the root that were not walked
/// @param deleted null where the processes could not be looked at
public record Ledger(
        boolean whole,
        List<OtherRoot> others,
        long countedBytes,
        long failed,
        long excludedBytes,
        long excludedUnknown,
        long mountedOver,
        long subvolumes,
        OpenFiles.@Nullable Deleted deleted) {

    private static final Set<String> EXT = Set.of("ext2", "ext3", "ext4");

    /// Sets it beside the figures of the volume.
    public Reconciliation reconcile(Mount mount, Capacity start, Capacity end) {
        List<Part> parts = new ArrayList<>();
        parts.add(outside());
        addUnknown(parts, "unreadable", failed, "directories and entries that could not be read");
        parts.add(new Part("excluded", excludedUnknown, excludedBytes, excludedNote()));
        addUnknown(parts, "mounted-over", mountedOver, "mount points, which hide what lies beneath");
        addUnknown(parts, "subvolumes", subvolumes, "subvolumes below the root that were not walked");
        parts.add(deletedPart());
        parts.add(filesystem(mount));
        return Reconciliation.of(start, end, countedBytes, parts);
    }

    private Part outside() {
        if (whole) {
            return new Part("outside-root", 0, 0L, "the root is the whole filesystem");
        }
        if (others.isEmpty()) {
            return new Part("outside-root", 0, null, "no scan of another root tells what lies outside this one");
        }
        String counted = others.stream()
                .map(other -> other.path() + " at " + other.at())
                .collect(Collectors.joining(", ", "files counted by scans of ", "; the rest is unknown"));
        long bytes = others.stream().mapToLong(OtherRoot::allocatedBytes).sum();
        return new Part("outside-root", others.size(), bytes, counted);
    }

    private static void addUnknown(List<Part> parts, String kind, long items, String note) {
        parts.add(new Part(kind, items, items == 0 ? 0L : null, note));
    }

    private String excludedNote() {
        return excludedUnknown == 0
                ? "left out by the policy"
                : "left out by the policy; of " + excludedUnknown + " the bytes are unknown";
    }

    private Part deletedPart() {
        if (deleted == null) {
            return new Part("deleted-open", 0, null, "the processes of this server cannot be seen");
        }
        String note = "deleted files that processes have open"
                + (deleted.unreadable() == 0 ? "" : "; " + deleted.unreadable() + " processes could not be seen")
                + (deleted.contained() ? "; only processes of the agent's container are seen" : "");
        return new Part("deleted-open", deleted.files(), deleted.bytes(), note);
    }

    private static Part filesystem(Mount mount) {
        boolean keptOut = EXT.contains(mount.type())
                && !List.of(mount.options().split(",")).contains("minixdf");
        return keptOut
                ? new Part("filesystem", 0, 0L, "the kernel keeps the tables of " + mount.type() + " out of used bytes")
                : new Part(
                        "filesystem", 1, null, "the kernel does not tell what " + mount.type() + " takes for itself");
    }
}
