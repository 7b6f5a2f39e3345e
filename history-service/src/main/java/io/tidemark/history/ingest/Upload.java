package io.tidemark.history.ingest;

import io.tidemark.history.server.ServerName;
import io.tidemark.history.snapshot.SnapshotId;
import io.tidemark.platform.tenant.Tenant;

import java.util.Optional;

/// A snapshot on its way in. Uploads of different owners never meet, even under one id.
///
/// @param owner the server the uploader's token is bound to, if it is bound
/// @param tenant the uploader's
public record Upload(SnapshotId id, Optional<ServerName> owner, Tenant tenant) {

    /// Of a server, or of nobody in particular.
    public Upload(SnapshotId id, Optional<ServerName> owner) {
        this(id, owner, owner.map(ServerName::tenant).orElse(Tenant.DEFAULT));
    }

    /// The folder's name in the staging area: `<id>` or `<id>@<server>`, and `<id>@@<tenant>` where a tenant's upload
    /// has no server.
    String folderName() {
        return id
                + owner.map(server -> "@" + server).orElse(tenant.equals(Tenant.DEFAULT) ? "" : "@" + tenant.suffix());
    }
}
