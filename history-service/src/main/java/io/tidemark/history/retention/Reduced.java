package io.tidemark.history.retention;

import io.tidemark.history.snapshot.Detail;
import io.tidemark.history.snapshot.PartKind;
import io.tidemark.history.snapshot.PartName;
import io.tidemark.history.snapshot.StoredName;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Which files a snapshot of less detail has. A file named after the detail stands beside the manifest,
/// so that the store alone tells that files are gone on purpose.
public final class Reduced {

    private Reduced() {}

    /// The name of the file that says so; empty for a whole snapshot, which needs none.
    public static Optional<StoredName> marker(Detail detail) {
        return switch (detail) {
            case FULL, GONE -> Optional.empty();
            case DIRECTORIES, TOTALS -> Optional.of(new StoredName("reduced-to-" + detail.word() + ".json"));
        };
    }

    /// What the files of a snapshot say of its detail: the least that one of them names.
    public static Detail detail(Collection<StoredName> files) {
        return Arrays.stream(Detail.values())
                .filter(detail -> marker(detail).filter(files::contains).isPresent())
                .reduce(Detail.FULL, (_, later) -> later);
    }

    /// Those of `files` that do not belong to a snapshot of this level.
    static List<StoredName> surplus(Collection<StoredName> files, Level level) {
        return files.stream().filter(file -> !belongs(file, level, files)).toList();
    }

    /// Those of `found` that are neither one of the parts `named` nor tell of this detail.
    public static List<StoredName> strangers(
            Collection<StoredName> found, Collection<StoredName> named, Detail detail) {
        return found.stream()
                .filter(file -> !named.contains(file) && !tells(file, detail))
                .toList();
    }

    private static boolean tells(StoredName file, Detail detail) {
        return marker(detail).filter(file::equals).isPresent();
    }

    /// Never the last form of a part is surplus to a snapshot that has it.
    private static boolean belongs(StoredName file, Level level, Collection<StoredName> files) {
        return switch (level) {
            case FULL -> whole(file).isPresent() || (file.isOfDifference() && !areAllWhole(files));
            case DIFFERENCE -> file.isOfDifference() || (whole(file).isPresent() && !differs(file, files));
            case DIRECTORIES -> tells(file, Detail.DIRECTORIES) || isOfDirectories(file);
            case TOTALS, GONE -> tells(file, level.detail());
        };
    }

    private static boolean areAllWhole(Collection<StoredName> files) {
        return files.stream()
                .flatMap(file -> file.differingPart().stream())
                .allMatch(part -> files.contains(StoredName.of(part)));
    }

    private static boolean differs(StoredName file, Collection<StoredName> files) {
        return files.contains(StoredName.DIFFERENCE)
                && whole(file)
                        .map(StoredName::ofDifference)
                        .filter(files::contains)
                        .isPresent();
    }

    private static Optional<PartName> whole(StoredName file) {
        return PartName.ifValid(file.value());
    }

    /// In whichever form they are kept.
    private static boolean isOfDirectories(StoredName file) {
        return file.equals(StoredName.DIFFERENCE)
                || whole(file)
                        .or(file::differingPart)
                        .filter(part -> part.kind() == PartKind.DIRECTORIES)
                        .isPresent();
    }
}
