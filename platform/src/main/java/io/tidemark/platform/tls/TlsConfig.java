package io.tidemark.platform.tls;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// TLS between services.
@ConfigMapping(prefix = "platform.tls")
public interface TlsConfig {
    /// Whether callers show a certificate: `none`, or `required`.
    @WithDefault("none")
    ClientCertificate clientCertificate();

    enum ClientCertificate {
        NONE,
        REQUIRED
    }
}
