package io.tidemark.analytics.source;

import java.util.regex.Pattern;

/// One Parquet file of a snapshot.
///
/// @param file its name, which becomes the name of a local file and is therefore held to the format's own
///     pattern
/// @param rows how many rows it has
/// @param bytes its exact size
/// @param sha256 its checksum, 64 lower-case hexadecimal digits
public record Part(String file, PartKind kind, long rows, long bytes, String sha256) {
    private static final Pattern FILE = Pattern.compile("(entries|directories)-\\d{5}\\.parquet");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    public Part {
        if (!FILE.matcher(file).matches() || !file.startsWith(kind.label())) {
            throw new IllegalArgumentException("'" + file + "' is not the name of a part of " + kind.label());
        }
        if (rows < 0 || bytes <= 0) {
            throw new IllegalArgumentException(file + " cannot have " + rows + " rows and " + bytes + " bytes");
        }
        if (!SHA256.matcher(sha256).matches()) {
            throw new IllegalArgumentException(file + " has no SHA-256 checksum");
        }
    }
}
