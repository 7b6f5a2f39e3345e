package io.tidemark.platform.outbound;

import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import java.util.Set;

/// Makes the guard from the configuration.
class OutboundProducer {
    @Produces
    @Singleton
    Outbound outbound(Vertx vertx, OutboundConfig config) {
        return new Outbound(vertx, new AddressRules(config.allow().orElse(Set.of())));
    }

    void stop(@Disposes Outbound outbound) {
        outbound.close();
    }
}
