package io.tidemark.history.snapshot;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// The id of a snapshot, chosen by its agent: a UUID of version 7, written in lower case.
public record SnapshotId(@JsonValue UUID value) implements Comparable<SnapshotId> {

    private static final Pattern FORM =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");

    /// Behind all others in the database's order, which is that of the bytes.
    public static final SnapshotId LAST = parse("ffffffff-ffff-7fff-bfff-ffffffffffff");

    public SnapshotId {
        if (value.version() != 7 || value.variant() != 2) {
            throw new IllegalArgumentException("a snapshot id is a UUID of version 7");
        }
    }

    /// Reads the canonical text form and nothing else, since the text is also a folder's name.
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static SnapshotId parse(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("a snapshot id is a UUID of version 7 in lower case");
        }
        return new SnapshotId(UUID.fromString(text));
    }

    /// The id, or empty when `text` is none.
    public static Optional<SnapshotId> ifValid(String text) {
        return FORM.matcher(text).matches() ? Optional.of(parse(text)) : Optional.empty();
    }

    @Override
    public int compareTo(SnapshotId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
