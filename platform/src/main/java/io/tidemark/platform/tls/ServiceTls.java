package io.tidemark.platform.tls;

import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import org.jspecify.annotations.Nullable;

import java.util.Optional;
import javax.net.ssl.SSLContext;

/// What clients of other services show and trust: the configuration `quarkus.tls.services`; what Java
/// trusts where there is
/// none.
public final class ServiceTls {
    private static final String NAME = "services";

    private ServiceTls() {}

    /// Empty where nothing is configured, and outside a service.
    ///
    /// @throws IllegalStateException where the keys or certificates cannot be read
    public static Optional<SSLContext> context() {
        @Nullable ArcContainer container = Arc.container();
        return container == null
                ? Optional.empty()
                : Optional.ofNullable(container
                                .instance(TlsConfigurationRegistry.class)
                                .get())
                        .flatMap(registry -> registry.get(NAME))
                        .map(ServiceTls::context);
    }

    private static SSLContext context(TlsConfiguration configuration) {
        try {
            return configuration.createSSLContext();
        } catch (Exception e) {
            throw new IllegalStateException("quarkus.tls.services cannot be used", e);
        }
    }
}
