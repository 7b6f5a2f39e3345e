package io.tidemark.auth.start;

import java.io.IOException;
import java.io.InputStream;
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
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// Asks systems outside for small things over TLS: follows no redirects, waits ten seconds, reads a
/// megabyte.
final class TrustedHttp {
    static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LONGEST = 1 << 20;

    private TrustedHttp() {}

    /// @param caFile the certificates with which the other side proves itself (PEM); read anew each
    /// time, since they are renewed
    static Answer send(HttpRequest request, Optional<Path> caFile)
            throws IOException, GeneralSecurityException, InterruptedException {
        HttpClient.Builder http =
                HttpClient.newBuilder().connectTimeout(PATIENCE).followRedirects(HttpClient.Redirect.NEVER);
        if (caFile.isPresent()) {
            http.sslContext(trusting(caFile.get()));
        }
        try (HttpClient client = http.build()) {
            HttpResponse<InputStream> answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                return new Answer(answer.statusCode(), new String(body.readNBytes(LONGEST), StandardCharsets.UTF_8));
            }
        }
    }

    /// Trusts these certificates and no other.
    static SSLContext trusting(Path file) throws IOException, GeneralSecurityException {
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

    record Answer(int status, String text) {
        private static final int OK = 200;

        boolean isGood() {
            return status == OK;
        }

        String good() throws IOException {
            if (!isGood()) {
                throw new IOException("it answers " + status);
            }
            return text;
        }

        /// Leaves the text out: it may be a token.
        @Override
        public String toString() {
            return "Answer[" + status + "]";
        }
    }
}
