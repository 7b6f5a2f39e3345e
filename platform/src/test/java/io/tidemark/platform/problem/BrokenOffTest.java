package io.tidemark.platform.problem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.platform.test.AuthResource;
import io.tidemark.platform.test.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/// Answers that fail while they are sent, to several readers at once.
@QuarkusTest
@QuarkusTestResource(AuthResource.class)
class BrokenOffTest {
    private static final int READERS = 40;
    private static final String ORDERLY_END = "0\r\n\r\n";

    @TestHTTPResource
    URI address;

    @ParameterizedTest
    @ValueSource(ints = {1_000, 20_000})
    void whatHasBegunToLeaveIsBrokenOff(int lines) {
        String token = Tokens.with("files:read");

        List<String> answers = IntStream.range(0, READERS)
                .parallel()
                .mapToObj(i -> asked(lines, token))
                .toList();

        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer)
                        .startsWith("HTTP/1.1 200")
                        .doesNotContain("internal-error")
                        .doesNotEndWith(ORDERLY_END));
    }

    @Test
    void whatHasNotBegunIsAProblem() {
        String answer = asked(1, Tokens.with("files:read"));

        assertThat(answer).startsWith("HTTP/1.1 500").contains("internal-error").doesNotContain("a line of");
    }

    private static String ends(String answer) {
        int most = 2_000;
        return answer.length() <= most ? answer : answer.substring(0, 100) + answer.substring(answer.length() - 300);
    }

    /// The beginning and the end of all that comes until the connection ends.
    private String asked(int lines, String token) {
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            String request = "GET /api/samples-of-platform/broken?lines=" + lines
                    + " HTTP/1.1\r\nHost: test\r\nConnection: close\r\nAuthorization: Bearer " + token + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.setSoTimeout(20_000);
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            try {
                socket.getInputStream().transferTo(answer);
            } catch (SocketException reset) {
                assertThat(reset).hasMessageContaining("reset");
            }
            return ends(answer.toString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
