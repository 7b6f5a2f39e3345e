package io.tidemark.analytics.engine;

import io.tidemark.analytics.source.Manifest;
import io.tidemark.analytics.source.PartKind;
import io.tidemark.analytics.source.Snapshot;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/// A snapshot whose verified parts stand in a folder for as long as the question runs.
///
/// @param content names what is in the folder: the snapshot's id, or another one where that is only a
///     part of the snapshot
public record HeldSnapshot(Snapshot snapshot, Path folder, Manifest manifest, UUID content) {
    /// A whole snapshot.
    public HeldSnapshot(Snapshot snapshot, Path folder, Manifest manifest) {
        this(snapshot, folder, manifest, snapshot.id());
    }

    /// The same without the figures of its volume, which tell of what others have there.
    HeldSnapshot withoutVolume() {
        byte[] name = (content + "\nwithout its volume").getBytes(StandardCharsets.UTF_8);
        return new HeldSnapshot(snapshot, folder, manifest.withoutVolume(), UUID.nameUUIDFromBytes(name));
    }

    /// Where its summaries stand.
    Path summaries() {
        return folder.resolve("summaries").toAbsolutePath();
    }

    Path summary(Table table) {
        return summaries().resolve(table.label() + ".parquet");
    }

    Path summary(Keyed table) {
        return summaries().resolve(table.name() + ".keyed");
    }

    Path summary(Stamped table) {
        return summaries().resolve(table.name() + ".stamped");
    }

    /// The files of one kind.
    List<String> files(PartKind kind) {
        return snapshot.parts().stream()
                .filter(part -> part.kind() == kind)
                .map(part -> folder.resolve(part.file()).toAbsolutePath().toString())
                .toList();
    }
}
