package io.tidemark.history.ingest;

import io.tidemark.history.snapshot.PartName;
import io.tidemark.history.snapshot.Sha256;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The file of a part that has not come whole. Its name says all that must be known to go on with it, so that no second
/// file could disagree after a crash.
record Partial(Path file, long length, Sha256 digest) {

    private static final Pattern FORM =
            Pattern.compile("\\.partial-(?<name>.+)-(?<length>[0-9]{1,18})-(?<digest>[0-9a-f]{64})");

    static Partial of(Path folder, PartName name, long length, Sha256 digest) {
        return new Partial(folder.resolve(".partial-" + name + "-" + length + "-" + digest), length, digest);
    }

    /// The one of this part, if there is any.
    static Optional<Partial> find(Path folder, PartName name) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.flatMap(file -> read(file, name).stream()).findFirst();
        }
    }

    Progress progress() throws IOException {
        return new Progress(Math.min(length, Files.size(file)), length);
    }

    Progress whole() {
        return new Progress(length, length);
    }

    private static Optional<Partial> read(Path file, PartName name) {
        Matcher matcher = FORM.matcher(file.getFileName().toString());
        return matcher.matches() && matcher.group("name").equals(name.value())
                ? Optional.of(
                        new Partial(file, Long.parseLong(matcher.group("length")), new Sha256(matcher.group("digest"))))
                : Optional.empty();
    }
}
