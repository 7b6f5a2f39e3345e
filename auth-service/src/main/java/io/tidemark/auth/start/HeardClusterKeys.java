package io.tidemark.auth.start;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.tidemark.auth.agent.ClusterKeys;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;

/// The keys of the cluster, read from a file or asked for at the cluster's address: at the start and
/// every few minutes, never because of a request. What was heard last holds while nobody answers.
@Singleton
class HeardClusterKeys implements ClusterKeys {
    private static final Logger LOG = Logger.getLogger(HeardClusterKeys.class);

    private final AuthConfig.Kubernetes cluster;
    private volatile List<JsonWebKey> known = List.of();

    HeardClusterKeys(AuthConfig config) {
        this.cluster = config.kubernetes();
    }

    @Override
    public List<JsonWebKey> known() {
        return known;
    }

    void start(@Observes StartupEvent event) {
        hear();
    }

    @Scheduled(
            every = "${auth.kubernetes.refresh-interval:5m}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void hear() {
        if (cluster.issuer().isPresent()) {
            try {
                known = new JsonWebKeySet(text()).getJsonWebKeys();
            } catch (IOException | GeneralSecurityException | JoseException e) {
                LOG.warnf("The cluster's keys cannot be read from %s: %s", cluster.jwks(), e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private String text() throws IOException, GeneralSecurityException, InterruptedException {
        return cluster.jwks().startsWith("https://")
                ? ClusterAddress.ask(cluster)
                : Files.readString(Path.of(cluster.jwks()));
    }
}
