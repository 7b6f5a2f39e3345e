package io.tidemark.platform.audit;

import io.quarkus.arc.DefaultBean;
import io.tidemark.platform.client.AuthAddress;
import io.tidemark.platform.client.ServiceClient;
import io.tidemark.platform.client.TokenSource;
import jakarta.inject.Singleton;

import java.util.List;

/// Sends denials to auth-service, which keeps the audit log.
@Singleton
@DefaultBean
class RemoteDenialSink implements DenialSink {
    private final ServiceClient auth;

    RemoteDenialSink(AuthAddress address, TokenSource tokens) {
        this.auth = ServiceClient.of(address.url(), tokens);
    }

    @Override
    public void record(List<Denial> denials) {
        auth.post("/api/audit", new Batch(denials));
    }

    record Batch(List<Denial> events) {}
}
