package io.tidemark.auth.start;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// Asks the cluster's own address for its keys.
final class ClusterAddress {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int OK = 200;
    /// A key set is a few kilobytes.
    private static final int LONGEST = 1 << 20;

    private ClusterAddress() {}

    /// Files are read anew each time: Kubernetes renews them.
    static String ask(AuthConfig.Kubernetes cluster)
            throws IOException, GeneralSecurityException, InterruptedException {
        HttpClient.Builder http =
                HttpClient.newBuilder().connectTimeout(PATIENCE).followRedirects(HttpClient.Redirect.NEVER);
        if (cluster.caFile().isPresent()) {
            http.sslContext(trusting(cluster.caFile().get()));
        }
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(cluster.jwks())).timeout(PATIENCE);
        if (cluster.tokenFile().isPresent()) {
            String token = Files.readString(cluster.tokenFile().get()).strip();
            request.header("Authorization", "Bearer " + token);
        }
        try (HttpClient client = http.build()) {
            return text(client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
        }
    }

    private static String text(HttpResponse<InputStream> answer) throws IOException {
        try (InputStream body = answer.body()) {
            if (answer.statusCode() != OK) {
                throw new IOException("it answers " + answer.statusCode());
            }
            return new String(body.readNBytes(LONGEST), StandardCharsets.UTF_8);
        }
    }

    private static SSLContext trusting(Path file) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (InputStream pem = Files.newInputStream(file)) {
            for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                trusted.setCertificateEntry("ca-" + trusted.size(), one);
            }
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }
}
