package io.tidemark.platform.tls;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.tidemark.platform.tls.TlsConfig.ClientCertificate;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;

/// Asks callers for a certificate where the site wants one. Quarkus' own key for it is fixed when a service
/// is built.
@Singleton
class CallerCertificates implements HttpServerOptionsCustomizer {
    private final TlsConfig config;

    CallerCertificates(TlsConfig config) {
        this.config = config;
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        if (config.clientCertificate() == ClientCertificate.REQUIRED) {
            options.setClientAuth(ClientAuth.REQUIRED);
        }
    }
}
