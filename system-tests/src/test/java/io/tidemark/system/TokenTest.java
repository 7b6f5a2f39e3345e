package io.tidemark.system;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.launcher.layout.Service;
import io.tidemark.system.RunningStack.Started;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/// What the five services do with tokens that auth-service did not sign.
@ExtendWith(RunningStack.class)
class TokenTest {
    private static final int UNAUTHORIZED = 401;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @ParameterizedTest
    @CsvSource({
        "SCAN, /api/scans",
        "HISTORY, /api/servers",
        "ANALYTICS, /api/analytics/heavy-files",
        "FORECAST, /api/forecasts",
        "ALERT, /api/alerts"
    })
    void acceptsOnlyWhatAuthSigned(Service service, String path, Started stack) throws Exception {
        URI uri = URI.create(stack.layout().address(service) + path);
        String good = stack.launcher().run("token").text().strip();

        assertThat(status(uri, List.of("Authorization", "Bearer " + good))).isEqualTo(200);
        assertThat(status(uri, List.of())).as("no token").isEqualTo(UNAUTHORIZED);
        assertThat(status(uri, bearer(forged(good)))).as("another key").isEqualTo(UNAUTHORIZED);
        assertThat(status(uri, bearer(unsigned(good)))).as("alg none").isEqualTo(UNAUTHORIZED);
        assertThat(status(uri, bearer(raised(good)))).as("changed claims").isEqualTo(UNAUTHORIZED);
    }

    private static List<String> bearer(String token) {
        return List.of("Authorization", "Bearer " + token);
    }

    private int status(URI uri, List<String> headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        if (!headers.isEmpty()) {
            request.headers(headers.toArray(String[]::new));
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    /// The same header and claims, signed with a key of our own.
    private static String forged(String token) throws GeneralSecurityException {
        String signed = token.substring(0, token.lastIndexOf('.'));
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        KeyPair key = generator.generateKeyPair();
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initSign(key.getPrivate());
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + encode(signature.sign());
    }

    private static String unsigned(String token) {
        String header = encode("{\"alg\":\"none\",\"typ\":\"at+jwt\"}".getBytes(StandardCharsets.UTF_8));
        return header + "." + token.split("\\.", -1)[1] + ".";
    }

    /// The true signature under other claims.
    private static String raised(String token) {
        String[] parts = token.split("\\.", -1);
        ObjectNode claims =
                (ObjectNode) Started.json(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8));
        claims.put("sub", "somebody-else");
        return parts[0] + "." + encode(claims.toString().getBytes(StandardCharsets.UTF_8)) + "." + parts[2];
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
