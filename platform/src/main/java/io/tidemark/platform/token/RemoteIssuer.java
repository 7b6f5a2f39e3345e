package io.tidemark.platform.token;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.platform.client.ServiceClient;
import org.jboss.logging.Logger;

import java.net.URI;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Asks auth-service for its keys once a minute, and for what it revoked every ten seconds. No request ever makes it
/// ask: whoever sends unknown key ids learns nothing and causes nothing. While auth-service does not answer, what it
/// said last holds: keys for as long as they are needed, and no token lives longer than a quarter of an hour.
public final class RemoteIssuer implements Issuer, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(RemoteIssuer.class);
    private static final Duration FIRST_KEYS = Duration.ofSeconds(1);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("issuer").factory());
    private final ServiceClient auth;
    private final Rhythm rhythm;
    private volatile Map<String, PublicKey> keys = Map.of();
    private volatile Set<String> revoked = Set.of();
    private volatile Instant revokedAsOf = Instant.EPOCH;
    private boolean silent;

    private RemoteIssuer(URI auth, Rhythm rhythm) {
        this.auth = ServiceClient.withoutToken(auth);
        this.rhythm = rhythm;
    }

    /// Asks once before it returns, so that the first request is answered with full knowledge where auth-service runs.
    public static RemoteIssuer start(URI auth, Rhythm rhythm) {
        RemoteIssuer issuer = new RemoteIssuer(auth, rhythm);
        issuer.askForRevocations();
        issuer.askForKeys();
        return issuer;
    }

    @Override
    public Optional<PublicKey> key(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    @Override
    public boolean revoked(String id) {
        return revoked.contains(id);
    }

    @Override
    public boolean isKnown() {
        return !keys.isEmpty();
    }

    /// When the revocations were last heard of.
    Instant revokedAsOf() {
        return revokedAsOf;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private void askForKeys() {
        try {
            keys = KeySet.read(auth.get("/api/auth/jwks", JsonNode.class).toString());
        } catch (RuntimeException e) {
            tell("The keys of auth-service are not to be had", e);
        }
        again(this::askForKeys, isKnown() ? rhythm.keys : FIRST_KEYS);
    }

    private void askForRevocations() {
        try {
            revoked = Set.copyOf(
                    auth.get("/api/auth/revocations", Revocations.class).ids());
            revokedAsOf = Instant.now();
            silent = false;
        } catch (RuntimeException e) {
            tell("What auth-service revoked is not to be had", e);
        }
        again(this::askForRevocations, rhythm.revocations);
    }

    /// Once until all is well again: the questions go on.
    private void tell(String what, RuntimeException e) {
        if (!silent) {
            silent = true;
            LOG.warnf("%s: %s", what, e.getMessage());
        }
    }

    private void again(Runnable question, Duration wait) {
        if (!timer.isShutdown()) {
            var _ = timer.schedule(question, wait.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /// How long it waits between two questions.
    public record Rhythm(Duration keys, Duration revocations) {
        public static final Rhythm USUAL = new Rhythm(Duration.ofMinutes(1), Duration.ofSeconds(10));
    }

    /// The part of the answer that counts here.
    record Revocations(List<String> ids) {}
}
