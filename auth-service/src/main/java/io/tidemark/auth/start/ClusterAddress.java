package io.tidemark.auth.start;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.security.GeneralSecurityException;

/// Asks the cluster's own address for its keys.
final class ClusterAddress {
    private ClusterAddress() {}

    /// Files are read anew each time: Kubernetes renews them.
    static String ask(AuthConfig.Kubernetes cluster)
            throws IOException, GeneralSecurityException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(cluster.jwks())).timeout(TrustedHttp.PATIENCE);
        if (cluster.tokenFile().isPresent()) {
            String token = Files.readString(cluster.tokenFile().get()).strip();
            request.header("Authorization", "Bearer " + token);
        }
        return TrustedHttp.send(request.build(), cluster.caFile()).good();
    }
}
