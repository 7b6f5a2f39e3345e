package io.tidemark.auth.start;

import io.tidemark.auth.credential.SecretFile;
import io.tidemark.auth.seal.CheckpointFile;
import io.tidemark.auth.seal.NoteKey;
import io.tidemark.platform.tenant.Tenant;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The key that signs checkpoints, under a name of its own for each tenant, and where these go: other tenants' to files
/// beside those that are configured, with `@<tenant>` behind their names.
///
/// @param text never printed
record AuditKey(String origin, String text, List<Path> files) {
    static AuditKey of(AuthConfig config) {
        AuthConfig.Audit audit = config.audit();
        Path keyFile = audit.keyFile().orElse(config.stateDir().resolve("audit-key"));
        String text = audit.key().orElseGet(() -> SecretFile.readOrCreate(keyFile, NoteKey::generate));
        Path own = audit.checkpointFile().orElse(config.stateDir().resolve("audit-checkpoints"));
        Stream<Path> copies = audit.checkpointCopies().orElse(List.of()).stream();
        AuditKey key = new AuditKey(
                audit.origin(), text, Stream.concat(Stream.of(own), copies).toList());
        key.of(Tenant.DEFAULT);
        return key;
    }

    NoteKey of(Tenant tenant) {
        return NoteKey.parse(tenant.equals(Tenant.DEFAULT) ? origin : origin + "/" + tenant, text);
    }

    List<CheckpointFile> files(Tenant tenant) {
        return files.stream()
                .map(file -> new CheckpointFile(file.resolveSibling(file.getFileName() + tenant.suffix())))
                .toList();
    }

    /// Leaves the key out.
    @Override
    public String toString() {
        return "AuditKey[" + origin + "]";
    }
}
