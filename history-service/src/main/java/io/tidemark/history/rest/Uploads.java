package io.tidemark.history.rest;

import io.tidemark.history.ingest.Upload;
import io.tidemark.history.server.ServerName;
import io.tidemark.history.snapshot.SnapshotId;
import io.tidemark.platform.access.Caller;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.tenant.Tenant;
import jakarta.enterprise.context.ApplicationScoped;

/// Whose upload a request means.
@ApplicationScoped
class Uploads {

    private final Caller caller;

    Uploads(Caller caller) {
        this.caller = caller;
    }

    /// @throws ProblemException 422 when the id is none
    Upload of(String id) {
        SnapshotId valid = SnapshotId.ifValid(id)
                .orElseThrow(() -> ProblemException.field("id", "must be a UUID of version 7 in lower case"));
        return new Upload(
                valid,
                caller.server().map(ServerName::new),
                caller.tenancy().tenant().orElse(Tenant.DEFAULT));
    }
}
