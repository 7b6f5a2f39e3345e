package io.tidemark.platform.s3;

import io.smallrye.config.WithDefault;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/// What a service's configuration says of a bucket beside its name.
public interface BucketSettings {
    /// Of a store that is not Amazon's.
    Optional<URI> endpoint();

    @WithDefault("us-east-1")
    String region();

    /// Before every key.
    Optional<String> prefix();

    /// With `secret-file`; without both, the usual places of Amazon's tools are asked.
    Optional<String> accessKey();

    Optional<Path> secretFile();

    /// Whether the bucket stands in the path and not in the host name.
    @WithDefault("true")
    boolean pathStyle();

    default Bucket named(String name) {
        return new Bucket(name, endpoint(), region(), prefix().orElse(""), accessKey(), secretFile(), pathStyle());
    }
}
