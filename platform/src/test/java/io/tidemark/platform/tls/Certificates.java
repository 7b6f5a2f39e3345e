package io.tidemark.platform.tls;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A certificate for `localhost`, made by the JDK's own tool.
///
/// @param path the key and the certificate (PKCS 12)
/// @param pem the certificate alone
record Certificates(Path path, Path pem, KeyStore store) {
    static final String PASSWORD = "changeit";

    static Certificates in(Path folder) throws IOException, GeneralSecurityException, InterruptedException {
        KeyStore store = made(folder.resolve("own.p12"));
        Certificate own = store.getCertificate("own");
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(own.getEncoded());
        Path pem = Files.writeString(
                folder.resolve("own.crt"), "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n");
        return new Certificates(folder.resolve("own.p12"), pem, store);
    }

    static KeyStore strangers(Path folder) throws IOException, GeneralSecurityException, InterruptedException {
        return made(folder.resolve("stranger.p12"));
    }

    /// Trusts this certificate; shows what is in a store, or nothing.
    SSLContext trusting(@Nullable KeyStore shown) throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry("own", store.getCertificate("own"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(shown, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(shown == null ? new KeyManager[0] : keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    /// The same once it is there: the service and the test look at one.
    private static KeyStore made(Path file) throws IOException, GeneralSecurityException, InterruptedException {
        if (!Files.exists(file)) {
            String keytool =
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
            new ProcessBuilder(List.of(
                            keytool,
                            "-genkeypair",
                            "-alias",
                            "own",
                            "-keyalg",
                            "EC",
                            "-dname",
                            "CN=localhost",
                            "-ext",
                            "san=dns:localhost,ip:127.0.0.1",
                            "-storetype",
                            "PKCS12",
                            "-storepass",
                            PASSWORD,
                            "-keystore",
                            file.toString()))
                    .inheritIO()
                    .start()
                    .waitFor();
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }
}
