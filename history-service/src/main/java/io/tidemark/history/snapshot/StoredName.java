package io.tidemark.history.snapshot;

import java.util.Optional;
import java.util.regex.Pattern;

/// The name of a file beside a sealed manifest: small letters, digits, dots and dashes, so that it
/// cannot point elsewhere and no tool that reads the folder passes it over as hidden.
public record StoredName(String value) implements Comparable<StoredName> {

    /// The name that only sealing gives.
    public static final String MANIFEST = "manifest.json";

    private static final Pattern FORM = Pattern.compile("[a-z0-9](?:[.-]?[a-z0-9]){0,99}");

    private static final String SUFFIX = ".difference";

    /// Describes the difference that a snapshot is kept as.
    public static final StoredName DIFFERENCE = new StoredName("difference.json");

    public StoredName {
        if (!isValid(value)) {
            throw new IllegalArgumentException(
                    "a stored file is named with small letters, digits, single dots and dashes, and not " + MANIFEST);
        }
    }

    public static boolean isValid(String text) {
        return FORM.matcher(text).matches() && !text.equals(MANIFEST);
    }

    /// The file with what differs in a part from the base's.
    public static StoredName ofDifference(PartName part) {
        return new StoredName(part + SUFFIX);
    }

    /// Whether it belongs to a difference.
    public boolean isOfDifference() {
        return value.endsWith(SUFFIX) || equals(DIFFERENCE);
    }

    /// The part whose difference it is.
    public Optional<PartName> differingPart() {
        return value.endsWith(SUFFIX)
                ? PartName.ifValid(value.substring(0, value.length() - SUFFIX.length()))
                : Optional.empty();
    }

    public static StoredName of(PartName part) {
        return new StoredName(part.value());
    }

    @Override
    public int compareTo(StoredName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
