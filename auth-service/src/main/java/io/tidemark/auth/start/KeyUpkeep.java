package io.tidemark.auth.start;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.scheduler.Scheduled;
import io.tidemark.auth.credential.SecretBox;
import io.tidemark.auth.token.KeyRing;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/// Looks after the keys that sign tokens: at the start, so that there is one, and from time to time.
@Singleton
class KeyUpkeep {
    private final KeyRing keys;

    KeyUpkeep(KeyRing keys) {
        this.keys = keys;
    }

    void start(@Observes StartupEvent event) {
        try {
            keys.tend();
        } catch (SecretBox.WrongKey e) {
            throw new ConfigurationException(
                    "auth.master-key (or its file) is not the key that the signing keys in the database were sealed"
                            + " with: " + e.getMessage() + ". Give the right one, or empty the table signing_key to"
                            + " begin with new keys; everybody then signs in again",
                    e);
        }
    }

    @Scheduled(
            every = "${auth.signing-keys.check-interval:30s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void tend() {
        keys.tend();
    }
}
