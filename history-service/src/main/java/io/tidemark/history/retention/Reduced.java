package io.tidemark.history.retention;

import io.tidemark.history.snapshot.Detail;
import io.tidemark.history.snapshot.PartName;
import io.tidemark.history.snapshot.StoredName;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Which files a snapshot of less detail has. A file named after the detail stands beside the manifest, so that the
/// store alone tells that files are gone on purpose.
public final class Reduced {

    private static final String PARQUET = ".parquet";

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

    /// Those of `files` that do not belong to a snapshot of this detail.
    static List<StoredName> surplus(Collection<StoredName> files, Detail detail) {
        return files.stream().filter(file -> !belongs(file, detail)).toList();
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

    private static boolean belongs(StoredName file, Detail detail) {
        return tells(file, detail)
                || part(file).filter(part -> detail.has(part.kind())).isPresent();
    }

    /// The part that a file is, or is a form of.
    private static Optional<PartName> part(StoredName file) {
        int end = file.value().indexOf(PARQUET);
        return end < 0 ? Optional.empty() : PartName.ifValid(file.value().substring(0, end) + PARQUET);
    }
}
