package io.tidemark.auth.start;

import io.tidemark.auth.credential.SecretFile;
import io.tidemark.auth.seal.NoteKey;
import io.tidemark.platform.tenant.Tenant;

import java.nio.file.Path;

/// The key that signs checkpoints, under a name of its own for each tenant.
///
/// @param text never printed
record AuditKey(String origin, String text) {
    static AuditKey of(AuthConfig config) {
        AuthConfig.Audit audit = config.audit();
        Path keyFile = audit.keyFile().orElse(config.stateDir().resolve("audit-key"));
        String text = audit.key().orElseGet(() -> SecretFile.readOrCreate(keyFile, NoteKey::generate));
        AuditKey key = new AuditKey(audit.origin(), text);
        key.of(Tenant.DEFAULT);
        return key;
    }

    NoteKey of(Tenant tenant) {
        return NoteKey.parse(tenant.equals(Tenant.DEFAULT) ? origin : origin + "/" + tenant, text);
    }

    /// Leaves the key out.
    @Override
    public String toString() {
        return "AuditKey[" + origin + "]";
    }
}
