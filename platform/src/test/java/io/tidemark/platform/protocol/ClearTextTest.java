package io.tidemark.platform.protocol;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.platform.test.AuthResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

/// Callers that offer to go on in HTTP/2, in each way in which that is done.
@QuarkusTest
@QuarkusTestResource(AuthResource.class)
class ClearTextTest {
    private static final String BASE = "/api/samples-of-platform";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String OFFER =
            "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA\r\n";

    @TestHTTPResource("/")
    URI address;

    @ParameterizedTest
    @CsvSource({
        "GET, /metrics, 200",
        "GET, /health/ready, 200",
        "GET, /openapi, 200",
        "GET, /api/samples-of-platform/tagged, 200",
        "GET, /api/samples-of-platform/caller, 401",
        "GET, /api/nothing, 404",
        "POST, /api/samples-of-platform/tagged, 405",
        "PUT, /api/samples-of-platform/policies/one, 401"
    })
    void javasOwnClientIsAnsweredInTheOldVersionWhateverItAsksFor(String method, String path, int status)
            throws Exception {
        HttpRequest request = HttpRequest.newBuilder(address.resolve(path))
                .method(method, method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("{}"))
                .timeout(PATIENCE)
                .build();

        HttpResponse<String> answer;
        try (HttpClient client = HttpClient.newHttpClient()) {
            answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        }

        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        assertThat(answer.statusCode()).isEqualTo(status);
    }

    @Test
    void anOfferIsPassedOverOnAConnectionThatIsKept() throws IOException {
        String request = "GET " + BASE + "/tagged HTTP/1.1\r\nHost: localhost\r\n" + OFFER + "\r\n";

        try (Socket socket = connected()) {
            assertThat(firstLine(socket, request)).isEqualTo("HTTP/1.1 200 OK");
            assertThat(firstLine(socket, request)).isEqualTo("HTTP/1.1 200 OK");
        }
    }

    @Test
    void whoBeginsInTheNewVersionIsRefusedAtOnce() throws IOException {
        try (Socket socket = connected()) {
            assertThat(firstLine(socket, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")).endsWith("400 Bad Request");
        }
    }

    private Socket connected() throws IOException {
        Socket socket = new Socket(address.getHost(), address.getPort());
        socket.setSoTimeout((int) PATIENCE.toMillis());
        return socket;
    }

    /// Reads the whole answer.
    private static String firstLine(Socket socket, String request) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(request.getBytes(StandardCharsets.US_ASCII));
        out.flush();
        BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII), 1);
        String first = in.readLine();
        int length = 0;
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            if (line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
            }
        }
        for (int i = 0; i < length; i++) {
            in.read();
        }
        return String.valueOf(first);
    }
}
