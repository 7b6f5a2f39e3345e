package io.tidemark.history.ingest;

import io.tidemark.history.server.ServerName;
import io.tidemark.history.snapshot.SnapshotId;

import java.util.Optional;

/// A snapshot on its way in. Uploads of different owners never meet, even under one id.
///
/// @param owner the server the uploader's token is bound to, if it is bound
public record Upload(SnapshotId id, Optional<ServerName> owner) {

    /// The folder's name in the staging area: `<id>` or `<id>@<server>`.
    String folderName() {
        return owner.map(server -> id + "@" + server).orElseGet(id::toString);
    }
}
