package io.tidemark.platform.protocol;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;

/// In clear text a service speaks HTTP/1.1 and takes no offer to go on in HTTP/2 (`Upgrade: h2c`), which Java's own
/// client makes with the first request of each connection: such a request was once never answered, HTTP/2 itself has
/// given that way up since (RFC 9113 section 3.1), and it makes nothing of ours faster. Over TLS both sides agree on
/// HTTP/2 in the handshake; `quarkus.http.http2=false` would end that too.
@Singleton
class ClearText implements HttpServerOptionsCustomizer {
    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setHttp2ClearTextEnabled(false);
    }
}
