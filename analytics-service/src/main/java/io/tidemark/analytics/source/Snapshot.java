package io.tidemark.analytics.source;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// One sealed snapshot as history describes it.
///
/// @param root the absolute directory the scan started at
/// @param coverage the share of what lies below the root that the scan saw, 0 to 1
/// @param errors how many things the scan could not read
/// @param parts at least one of entries and one of directories, unless something is lacking
/// @param lacking why it can answer nothing, a sentence for people; empty where it can
public record Snapshot(
        UUID id,
        String server,
        String root,
        Instant startedAt,
        Instant finishedAt,
        double coverage,
        long errors,
        List<Part> parts,
        String lacking) {
    /// What is lacking where retention kept the folders and no entries.
    public static final String FOLDERS_ALONE = "retention kept only its directories";

    public Snapshot {
        parts = List.copyOf(parts);
        if (server.isEmpty()) {
            throw new IllegalArgumentException("a snapshot has a server");
        }
        if (!root.startsWith("/")) {
            throw new IllegalArgumentException("a root is an absolute path, not '" + root + "'");
        }
        if (!(coverage >= 0 && coverage <= 1)) {
            throw new IllegalArgumentException("coverage is a share from 0 to 1, not " + coverage);
        }
        for (PartKind kind : PartKind.values()) {
            if (lacking.isEmpty() && parts.stream().noneMatch(part -> part.kind() == kind)) {
                throw new IllegalArgumentException("a snapshot has a part of " + kind.label());
            }
        }
    }

    /// One that lacks nothing.
    public Snapshot(
            UUID id,
            String server,
            String root,
            Instant startedAt,
            Instant finishedAt,
            double coverage,
            long errors,
            List<Part> parts) {
        this(id, server, root, startedAt, finishedAt, coverage, errors, parts, "");
    }

    /// Whether it can answer what is asked of folders' roll-ups, and nothing else.
    public boolean hasFoldersAlone() {
        return lacking.equals(FOLDERS_ALONE);
    }

    /// The bytes of all parts together.
    public long bytes() {
        return parts.stream().mapToLong(Part::bytes).sum();
    }

    /// Whether this snapshot's root is the path or lies above it.
    public boolean reaches(String path) {
        return path.equals(root) || path.startsWith(root.endsWith("/") ? root : root + "/");
    }

    /// Whether this snapshot's root lies below a folder.
    public boolean isIn(String folder) {
        return !root.equals(folder) && root.startsWith(folder.endsWith("/") ? folder : folder + "/");
    }

    /// Whether this snapshot's root lies below the other one's on the same server.
    public boolean isBelow(Snapshot other) {
        return server.equals(other.server) && isIn(other.root);
    }
}
