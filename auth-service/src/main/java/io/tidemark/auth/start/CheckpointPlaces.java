package io.tidemark.auth.start;

import io.tidemark.auth.seal.CheckpointFile;
import io.tidemark.auth.seal.CheckpointPlace;
import io.tidemark.auth.store.CheckpointBucket;
import io.tidemark.platform.s3.Bucket;
import io.tidemark.platform.tenant.Tenant;
import software.amazon.awssdk.services.s3.S3Client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// Where checkpoints go: other tenants' beside those that are configured, with `@<tenant>` behind their names.
///
/// @param bucket makes the place of a log of this name
record CheckpointPlaces(Path file, List<Path> copies, Optional<Function<String, CheckpointPlace>> bucket) {
    private static final String NAME = "audit-checkpoints";

    static CheckpointPlaces of(AuthConfig config) {
        AuthConfig.Audit audit = config.audit();
        return new CheckpointPlaces(
                audit.checkpointFile().orElse(config.stateDir().resolve(NAME)),
                audit.checkpointCopies().orElse(List.of()),
                audit.checkpointBucket().name().map(name -> bucket(name, audit)));
    }

    private static Function<String, CheckpointPlace> bucket(String name, AuthConfig.Audit audit) {
        AuthConfig.CheckpointBucket config = audit.checkpointBucket();
        Bucket bucket = config.named(name);
        S3Client client = client(bucket);
        return log -> new CheckpointBucket(client, bucket, log, config.lock().mode(), audit.keep());
    }

    private static S3Client client(Bucket bucket) {
        try {
            return bucket.client();
        } catch (IOException e) {
            throw new UncheckedIOException("auth.audit.checkpoint-bucket.secret-file cannot be read", e);
        }
    }

    CheckpointPlace own(Tenant tenant) {
        return file(file, tenant);
    }

    List<CheckpointPlace> copies(Tenant tenant) {
        Stream<CheckpointPlace> files = copies.stream().map(path -> file(path, tenant));
        return Stream.concat(files, bucket.stream().map(made -> made.apply(NAME + tenant.suffix())))
                .toList();
    }

    private static CheckpointPlace file(Path path, Tenant tenant) {
        return new CheckpointFile(path.resolveSibling(path.getFileName() + tenant.suffix()));
    }
}
