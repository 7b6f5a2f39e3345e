package io.tidemark.platform.tls;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.tidemark.platform.client.ServiceClient;
import io.tidemark.platform.test.AuthResource;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// A service that takes TLS with a certificate of the caller only, and asks others in the same way.
@QuarkusTest
@QuarkusTestResource(AuthResource.class)
@TestProfile(TlsTest.BothWays.class)
class TlsTest {
    private static final String PATH = "/api/samples-of-platform/tagged";

    @TestHTTPResource(value = "/", tls = true)
    URI address;

    @Test
    void oneServiceAsksAnotherWithItsCertificate() {
        ServiceClient client = ServiceClient.withoutToken(address);

        Map<?, ?> answer = client.get(PATH, Map.class);

        assertThat(answer.get("version")).isEqualTo(7);
    }

    @Test
    void whoShowsNoCertificateOrAStrangersGetsNoAnswer() throws Exception {
        Certificates known = Certificates.in(folder());
        SSLContext without = known.trusting(null);
        SSLContext stranger = known.trusting(Certificates.strangers(folder()));

        assertThatThrownBy(() -> get(without)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> get(stranger)).isInstanceOf(IOException.class);
        assertThat(get(known.trusting(known.store())).statusCode()).isEqualTo(200);
    }

    @Test
    void overTlsBrowsersAreToldToStayThere() throws Exception {
        Certificates known = Certificates.in(folder());

        assertThat(get(known.trusting(known.store())).headers().firstValue("Strict-Transport-Security"))
                .contains("max-age=31536000");
    }

    @Test
    void overTlsBothSidesAgreeOnHttp2() throws Exception {
        Certificates known = Certificates.in(folder());

        assertThat(get(known.trusting(known.store())).version()).isEqualTo(HttpClient.Version.HTTP_2);
    }

    @Test
    void aServerThatNobodyVouchesForIsNotAsked() {
        assertThatThrownBy(() -> get(SSLContext.getDefault())).isInstanceOf(IOException.class);
    }

    private HttpResponse<String> get(SSLContext context) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newBuilder().sslContext(context).build()) {
            return client.send(
                    HttpRequest.newBuilder(address.resolve(PATH)).build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private static Path folder() {
        return Path.of("target", "tls");
    }

    /// As a site configures it.
    public static class BothWays implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            try {
                Certificates own = Certificates.in(Files.createDirectories(folder()));
                Map<String, String> config = new HashMap<>();
                config.put("quarkus.http.test-ssl-port", "0");
                config.put("quarkus.http.insecure-requests", "disabled");
                config.put("quarkus.http.tls-configuration-name", "services");
                config.put("quarkus.tls.services.key-store.p12.path", own.path().toString());
                config.put("quarkus.tls.services.key-store.p12.password", Certificates.PASSWORD);
                config.put(
                        "quarkus.tls.services.trust-store.pem.certs", own.pem().toString());
                config.put("platform.tls.client-certificate", "required");
                return config;
            } catch (IOException | GeneralSecurityException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
