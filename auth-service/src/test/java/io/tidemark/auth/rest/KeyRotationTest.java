package io.tidemark.auth.rest;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tidemark.auth.StateResource;
import io.tidemark.auth.credential.Attempts;
import io.tidemark.auth.credential.SecretBox;
import io.tidemark.auth.token.KeyRing;
import io.tidemark.auth.token.KeySchedule;
import io.tidemark.auth.token.SealedKeys;
import io.tidemark.platform.test.PostgresResource;
import io.tidemark.platform.token.RemoteIssuer;
import io.tidemark.platform.token.RemoteIssuer.Rhythm;
import jakarta.inject.Inject;
import org.jose4j.jws.JsonWebSignature;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/// Another replica, in a hurry, lets each key sign for three seconds only and publishes it one and a half ahead. Under
/// load, whoever asks for keys as services do knows every key in time.
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(StateResource.class)
class KeyRotationTest {
    private static final int SECONDS = 12;

    @TestHTTPResource
    URI address;

    @Inject
    KeyRing keys;

    @Inject
    SealedKeys kept;

    @Inject
    SecretBox box;

    @Inject
    Attempts attempts;

    /// What other tests guessed wrong from this address must not slow this one's sign-ins down.
    @BeforeEach
    void forgetFailures() {
        attempts.forget(Instant.now().plus(Duration.ofDays(1)));
    }

    @Test
    void noTokenIsRefusedWhileKeysChangeUnderLoad() throws Exception {
        Set<String> signedWith = ConcurrentHashMap.newKeySet();
        Set<String> failures = ConcurrentHashMap.newKeySet();
        AtomicInteger tokens = new AtomicInteger();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        List<Future<?>> work = new ArrayList<>();
        try (RemoteIssuer service =
                RemoteIssuer.start(address, new Rhythm(Duration.ofMillis(400), Duration.ofMinutes(1)))) {
            try (ExecutorService callers = Executors.newFixedThreadPool(4)) {
                work.add(callers.submit(() -> rotate(end)));
                for (int i = 0; i < 3; i++) {
                    work.add(callers.submit(() -> {
                        while (System.nanoTime() < end) {
                            token(failures).ifPresent(token -> use(token, service, signedWith, failures));
                            tokens.incrementAndGet();
                        }
                    }));
                }
            }
        }

        assertThat(work).allSatisfy(done -> assertThat(done.state()).isEqualTo(Future.State.SUCCESS));
        assertThat(failures).isEmpty();
        assertThat(signedWith).hasSizeGreaterThanOrEqualTo(3);
        assertThat(tokens.get()).isGreaterThan(50);
    }

    private void rotate(long end) {
        KeySchedule hurried = new KeySchedule(Duration.ofSeconds(3), Duration.ofMillis(1500));
        KeyRing replica = new KeyRing(kept, box, hurried, InstantSource.system());
        while (System.nanoTime() < end) {
            replica.tend();
            keys.tend();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
    }

    private static Optional<String> token(Set<String> failures) {
        Response answer = SignIns.clientCredentials("history", StateResource.SECRET);
        if (answer.statusCode() != 200) {
            failures.add("asked for a token: " + answer.statusCode() + " " + answer.asString());
            return Optional.empty();
        }
        return Optional.of(answer.path("access_token"));
    }

    private static void use(String token, RemoteIssuer service, Set<String> signedWith, Set<String> failures) {
        try {
            JsonWebSignature signature = new JsonWebSignature();
            signature.setCompactSerialization(token);
            String id = signature.getKeyIdHeaderValue();
            signedWith.add(id);
            Optional<PublicKey> key = service.key(id);
            if (key.isEmpty()) {
                failures.add("a service does not know the key " + id);
                return;
            }
            signature.setKey(key.get());
            if (!signature.verifySignature()) {
                failures.add("wrong signature of " + id);
            }
            int status = given().auth().oauth2(token).get("/api/auth/me").statusCode();
            if (status != 200) {
                failures.add("/api/auth/me answered " + status);
            }
        } catch (org.jose4j.lang.JoseException e) {
            failures.add(String.valueOf(e));
        }
    }
}
