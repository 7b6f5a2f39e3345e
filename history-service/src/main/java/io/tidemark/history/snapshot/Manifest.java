package io.tidemark.history.snapshot;

import io.tidemark.history.server.ServerName;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.LongStream;

/// What this service reads of a manifest; the rest is kept as it came and not looked at.
///
/// @param lacking columns of `entries` that are null in every row, because whoever made it does not
/// record them
public record Manifest(
        int formatVersion,
        SnapshotId snapshotId,
        ServerName server,
        String root,
        Volume volume,
        Instant startedAt,
        Instant finishedAt,
        Counts counts,
        List<ErrorCount> errors,
        double coverage,
        List<Column> lacking,
        List<Part> files) {

    /// The only format this service knows.
    public static final int FORMAT_VERSION = 1;

    private static final int MAX_FILES = 10_000;

    public Manifest {
        if (formatVersion != FORMAT_VERSION) {
            throw new IllegalArgumentException("formatVersion must be 1");
        }
        requirePath("root", root);
        requireTimes(startedAt, finishedAt);
        if (!(coverage >= 0 && coverage <= 1)) {
            throw new IllegalArgumentException("coverage must be between 0 and 1");
        }
        errors = List.copyOf(errors);
        lacking = List.copyOf(lacking);
        files = List.copyOf(files);
        requireFiles(files);
    }

    /// The volume that holds the root.
    public record Volume(String mountPoint) {
        public Volume {
            requirePath("volume.mountPoint", mountPoint);
        }
    }

    /// What the agent counted.
    public record Counts(
            long entries,
            long directories,
            long files,
            long symlinks,
            long others,
            long sizeBytes,
            long allocatedBytes,
            long directoryBytes,
            long directoryAllocatedBytes) {
        public Counts {
            if (LongStream.of(
                            entries,
                            directories,
                            files,
                            symlinks,
                            others,
                            sizeBytes,
                            allocatedBytes,
                            directoryBytes,
                            directoryAllocatedBytes)
                    .anyMatch(count -> count < 0)) {
                throw new IllegalArgumentException("counts are not negative");
            }
        }
    }

    /// How often one kind of trouble was met.
    public record ErrorCount(String kind, long count) {
        public ErrorCount {
            if (count < 0) {
                throw new IllegalArgumentException("an error's count is not negative");
            }
        }
    }

    public SnapshotLocation location() {
        return SnapshotLocation.of(server, startedAt, snapshotId);
    }

    public List<Part> files(PartKind kind) {
        return files.stream().filter(part -> part.kind() == kind).toList();
    }

    /// The snapshot this manifest seals; times to the microsecond, as they are kept.
    public Snapshot toSnapshot(Instant registeredAt) {
        return new Snapshot(
                snapshotId,
                server,
                root,
                volume.mountPoint(),
                startedAt.truncatedTo(ChronoUnit.MICROS),
                finishedAt.truncatedTo(ChronoUnit.MICROS),
                registeredAt.truncatedTo(ChronoUnit.MICROS),
                coverage,
                counts.entries(),
                counts.directories(),
                counts.sizeBytes(),
                counts.allocatedBytes(),
                errors.stream().mapToLong(ErrorCount::count).sum(),
                files);
    }

    private static void requirePath(String field, String path) {
        if (!path.startsWith("/") || path.length() > 4096 || path.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(field + " must be an absolute path of at most 4096 characters");
        }
    }

    /// Four-digit years only: the day is part of the store's key.
    private static void requireTimes(Instant startedAt, Instant finishedAt) {
        int year = LocalDate.ofInstant(startedAt, ZoneOffset.UTC).getYear();
        if (year < 1970 || year > 9999) {
            throw new IllegalArgumentException("startedAt must be between 1970 and 9999");
        }
        if (finishedAt.isBefore(startedAt)) {
            throw new IllegalArgumentException("finishedAt must not be before startedAt");
        }
    }

    private static void requireFiles(List<Part> files) {
        if (files.size() > MAX_FILES) {
            throw new IllegalArgumentException("files has more than " + MAX_FILES + " items");
        }
        if (files.stream().map(Part::file).distinct().count() != files.size()) {
            throw new IllegalArgumentException("files names a file twice");
        }
        for (PartKind kind : PartKind.values()) {
            if (files.stream().noneMatch(part -> part.kind() == kind)) {
                throw new IllegalArgumentException("files has no file of kind " + kind.word());
            }
        }
    }
}
