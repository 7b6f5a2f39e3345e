package io.tidemark.launcher.dependency;

import com.sun.net.httpserver.HttpServer;
import io.tidemark.launcher.dependency.Holes.Hole;
import io.tidemark.launcher.trouble.Trouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class HolesTest {
    @TempDir
    Path home;

    private HttpServer server;
    private String asked = "";
    private String answer = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/querybatch", exchange -> {
            asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void librariesOfOthersAreAskedForOnceAndTheirHolesNamed() throws Exception {
        bill("a", "pkg:maven/org.example/one@1.0?type=jar", "pkg:maven/io.tidemark/platform@1?type=jar");
        bill("b", "pkg:maven/org.example/one@1.0?type=jar", "pkg:maven/org.example/two@2.0?type=jar");
        answer = "{\"results\":[{\"vulns\":[{\"id\":\"GHSA-1\"},{\"id\":\"GHSA-2\"}]},{}]}";

        Set<String> libraries = new Bills(home).libraries(List.of("a", "b"));
        List<Hole> holes = new Holes(address()).in(libraries);

        assertThat(libraries).containsExactly("pkg:maven/org.example/one@1.0", "pkg:maven/org.example/two@2.0");
        assertThat(asked)
                .isEqualTo("{\"queries\":[{\"package\":{\"purl\":\"pkg:maven/org.example/one@1.0\"}},"
                        + "{\"package\":{\"purl\":\"pkg:maven/org.example/two@2.0\"}}]}");
        assertThat(holes)
                .containsExactly(
                        new Hole("pkg:maven/org.example/one@1.0", "GHSA-1"),
                        new Hole("pkg:maven/org.example/one@1.0", "GHSA-2"));
    }

    @Test
    void anAnswerThatLeavesSomethingOutIsNoGoodNews() {
        answer = "{\"results\":[]}";

        assertThatThrownBy(() -> new Holes(address()).in(Set.of("pkg:maven/org.example/one@1.0")))
                .isInstanceOf(Trouble.class)
                .hasMessageContaining("0 of 1");
    }

    @Test
    void aBillThatIsMissingIsNamed() {
        assertThatThrownBy(() -> new Bills(home).libraries(List.of("a")))
                .isInstanceOf(Trouble.class)
                .hasMessageContaining("a/target/bom.json is missing");
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void bill(String module, String... urls) throws IOException {
        StringBuilder components = new StringBuilder();
        for (String url : urls) {
            components
                    .append(components.isEmpty() ? "" : ",")
                    .append("{\"purl\":\"")
                    .append(url)
                    .append("\"}");
        }
        Path file = home.resolve(module).resolve("target/bom.json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{\"components\":[" + components + "]}");
    }
}
