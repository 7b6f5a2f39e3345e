package io.tidemark.history.snapshot;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The file name of one Parquet part: `entries-00000.parquet` or `directories-00000.parquet`, numbered on. Nothing
/// else is a name, so no name can point outside its snapshot's folder.
public record PartName(@JsonValue String value) implements Comparable<PartName> {

    private static final Pattern FORM = Pattern.compile("(entries|directories)-[0-9]{5}\\.parquet");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public PartName {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a part is named entries-NNNNN.parquet or directories-NNNNN.parquet");
        }
    }

    /// The name, or empty when `text` is none.
    public static Optional<PartName> ifValid(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new PartName(text)) : Optional.empty();
    }

    public PartKind kind() {
        Matcher matcher = FORM.matcher(value);
        return PartKind.ofWord(matcher.matches() ? matcher.group(1) : value);
    }

    @Override
    public int compareTo(PartName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
