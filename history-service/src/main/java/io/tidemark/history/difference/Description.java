package io.tidemark.history.difference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.history.snapshot.Part;
import io.tidemark.history.snapshot.PartKind;
import io.tidemark.history.snapshot.PartName;
import io.tidemark.history.snapshot.Sha256;
import io.tidemark.history.snapshot.SnapshotId;
import io.tidemark.history.snapshot.SnapshotLocation;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// What stands beside a difference, so that the store alone tells what it is and whether what is
/// rebuilt is right.
///
/// @param base key of the base's place in the store
public record Description(int formatVersion, SnapshotId snapshotId, String base, List<Item> parts) {

    private static final int FORMAT_VERSION = 1;

    public Description {
        if (formatVersion != FORMAT_VERSION) {
            throw new IllegalArgumentException("formatVersion must be 1");
        }
        if (SnapshotLocation.ofKey(base).isEmpty()) {
            throw new IllegalArgumentException("base must be the key of a snapshot");
        }
        parts = List.copyOf(parts);
    }

    Description(SnapshotId snapshotId, SnapshotLocation base, List<Item> parts) {
        this(FORMAT_VERSION, snapshotId, base.key(), parts);
    }

    /// One part.
    ///
    /// @param rows of the rebuilt part
    /// @param content what [DifferenceEngine#content] says of the rebuilt part
    /// @param bytes of the file with the difference
    /// @param sha256 of the file with the difference
    /// @param baseBytes of the base's part of the same name
    /// @param baseSha256 of the base's part of the same name
    public record Item(
            PartName file, long rows, String content, long bytes, Sha256 sha256, long baseBytes, Sha256 baseSha256) {

        /// The file with the difference, under the name of its part.
        Part kept() {
            return new Part(file, file.kind(), rows, bytes, sha256);
        }

        Part baseKept() {
            return new Part(file, file.kind(), rows, baseBytes, baseSha256);
        }
    }

    public SnapshotLocation baseLocation() {
        return SnapshotLocation.ofKey(base).orElseThrow();
    }

    public Optional<Item> item(PartName part) {
        return parts.stream().filter(item -> item.file().equals(part)).findFirst();
    }

    /// Bytes of the files of this kind.
    public long bytes(PartKind kind) {
        return parts.stream()
                .filter(item -> item.file().kind() == kind)
                .mapToLong(Item::bytes)
                .sum();
    }

    /// The description, or empty when `content` is none of this snapshot.
    public static Optional<Description> read(ObjectMapper json, byte[] content, SnapshotId id) {
        try {
            @Nullable Description read = json.readerFor(Description.class).readValue(content);
            return Optional.ofNullable(read).filter(one -> one.snapshotId().equals(id));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    byte[] write(ObjectMapper json) throws JsonProcessingException {
        return json.writeValueAsBytes(this);
    }
}
