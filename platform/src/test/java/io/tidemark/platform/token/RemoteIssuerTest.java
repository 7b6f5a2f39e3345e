package io.tidemark.platform.token;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tidemark.platform.token.RemoteIssuer.Rhythm;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.keys.EllipticCurves;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

import static org.assertj.core.api.Assertions.assertThat;

class RemoteIssuerTest {
    private static final Rhythm QUICK = new Rhythm(Duration.ofMillis(50), Duration.ofMillis(50));

    private final AtomicInteger keyFetches = new AtomicInteger();
    private volatile String keys = keySet("first");
    private volatile String revoked = "{\"ids\":[\"gone\"],\"until\":\"whatever else there is\"}";
    private volatile int status = 200;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/auth/jwks", exchange -> {
            keyFetches.incrementAndGet();
            answer(exchange, keys);
        });
        server.createContext("/api/auth/revocations", exchange -> answer(exchange, revoked));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void knowsKeysAndRevocationsFromTheFirstMoment() {
        try (RemoteIssuer issuer = RemoteIssuer.start(address(), Rhythm.USUAL)) {
            assertThat(issuer.isKnown()).isTrue();
            assertThat(issuer.key("first")).isPresent();
            assertThat(issuer.revoked("gone")).isTrue();
            assertThat(issuer.revoked("here")).isFalse();
        }
    }

    @Test
    void tenThousandUnknownKeysCauseNoQuestionAtAll() {
        try (RemoteIssuer issuer = RemoteIssuer.start(address(), Rhythm.USUAL)) {
            for (int i = 0; i < 10_000; i++) {
                assertThat(issuer.key("unknown-" + i)).isEmpty();
            }

            assertThat(keyFetches).hasValue(1);
            assertThat(Rhythm.USUAL.keys()).isGreaterThanOrEqualTo(Duration.ofMinutes(1));
        }
    }

    @Test
    void aNewKeyIsKnownAndAnOldOneForgottenAtTheNextQuestion() throws InterruptedException {
        try (RemoteIssuer issuer = RemoteIssuer.start(address(), QUICK)) {
            keys = keySet("second");

            await(() -> issuer.key("second").isPresent());
            assertThat(issuer.key("first")).isEmpty();
        }
    }

    @Test
    void whatWasSaidLastHoldsWhileNobodyAnswersOrTheAnswerIsNonsense() throws InterruptedException {
        try (RemoteIssuer issuer = RemoteIssuer.start(address(), QUICK)) {
            keys = "{\"keys\":[]}";
            revoked = "nonsense";
            awaitFetches(3);
            status = 503;
            awaitFetches(3);

            assertThat(issuer.key("first")).isPresent();
            assertThat(issuer.revoked("gone")).isTrue();
        }
    }

    @Test
    void asksSoonAgainWhereItKnowsNoKeyYet() throws InterruptedException {
        status = 503;
        try (RemoteIssuer issuer = RemoteIssuer.start(address(), Rhythm.USUAL)) {
            assertThat(issuer.isKnown()).isFalse();

            status = 200;

            await(issuer::isKnown);
        }
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void awaitFetches(int more) throws InterruptedException {
        int wanted = keyFetches.get() + more;
        await(() -> keyFetches.get() >= wanted);
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 500 && !condition.getAsBoolean(); i++) {
            Thread.sleep(10);
        }
        assertThat(condition.getAsBoolean()).as("within five seconds").isTrue();
    }

    private static String keySet(String id) {
        try {
            EllipticCurveJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            key.setKeyId(id);
            return "{\"keys\":[" + key.toJson() + "]}";
        } catch (org.jose4j.lang.JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private void answer(HttpExchange exchange, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
