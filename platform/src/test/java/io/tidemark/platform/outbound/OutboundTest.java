package io.tidemark.platform.outbound;

import com.sun.net.httpserver.HttpServer;
import io.tidemark.platform.outbound.Outbound.Answer;
import io.tidemark.platform.outbound.Outbound.Question;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OutboundTest {
    private static final Vertx VERTX = Vertx.vertx();

    private final Outbound strict = new Outbound(VERTX, new AddressRules(Set.of()));
    private final Outbound local = new Outbound(VERTX, new AddressRules(Set.of("127.0.0.0/8")));
    private final List<String> asked = new ArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Host"));
            boolean redirects = exchange.getRequestURI().getPath().equals("/redirect");
            byte[] body = "x".repeat(1000).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Location", "http://169.254.169.254/latest/meta-data");
            exchange.sendResponseHeaders(redirects ? 302 : 200, body.length);
            exchange.getResponseBody().write(body, 0, 500);
            exchange.getResponseBody().flush();
            if (exchange.getRequestURI().getPath().equals("/slow")) {
                java.util.concurrent.locks.LockSupport.parkNanos(3_000_000_000L);
            }
            exchange.getResponseBody().write(body, 500, 500);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        strict.close();
        local.close();
    }

    @AfterAll
    static void end() throws Exception {
        VERTX.close().toCompletionStage().toCompletableFuture().get();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1",
                "http://127.1",
                "http://127.255.255.254",
                "http://0x7f000001",
                "http://2130706433",
                "http://017700000001",
                "http://0177.0.0.1",
                "http://10.1.2.0x3",
                "http://10.0.1",
                "http://0.0.0.0",
                "http://0",
                "http://localhost",
                "http://[::1]",
                "http://[::]",
                "http://[::ffff:127.0.0.1]",
                "http://[::ffff:7f00:1]",
                "http://[::127.0.0.1]",
                "http://[64:ff9b::127.0.0.1]",
                "http://[64:ff9b::a9fe:a9fe]",
                "http://[2002:7f00:1::]",
                "http://[2002:a9fe:a9fe::1]",
                "http://[2001:0:0:0:0:0:8000:fffe]",
                "http://169.254.169.254",
                "https://169.254.169.254/latest/meta-data",
                "http://[::ffff:169.254.169.254]",
                "http://[fe80::1]",
                "http://[fec0::1]",
                "http://[fd00:ec2::254]",
                "http://100.100.100.200",
                "http://168.63.129.16",
                "http://192.0.0.192",
                "http://224.0.0.1",
                "http://255.255.255.255",
                "http://[ff02::1]"
            })
    void whatIsThisMachineItsLinkOrACloudsMetadataIsNotAsked(String url) {
        assertThatThrownBy(() -> strict.ask(question(url))).isInstanceOf(OutboundRefused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://10.1.2.3",
                "http://172.16.0.1",
                "http://192.168.1.1:9090",
                "http://100.64.0.1",
                "https://[fd12:3456::1]",
                "http://8.8.8.8",
                "http://[2001:db8::1]",
                "http://[2002:0808:0808::1]"
            })
    void privateAndPublicNetworksAre(String url) {
        assertThatCode(() -> strict.check(URI.create(url))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"file:///etc/passwd", "ftp://10.1.2.3/", "gopher://10.1.2.3/", "http://u:p@10.1.2.3/", "http:/x"
            })
    void onlyHttpWithoutANameIs(String url) {
        assertThatThrownBy(() -> strict.check(URI.create(url))).isInstanceOf(OutboundRefused.class);
    }

    @Test
    void aNameThatMeansSeveralAddressesIsRefusedForOneOfThem() throws Exception {
        Outbound mixed =
                resolving(List.of(InetAddress.ofLiteral("10.0.0.1"), InetAddress.ofLiteral("169.254.169.254")));

        assertThatThrownBy(() -> mixed.check(URI.create("http://mixed.example.org")))
                .isInstanceOf(OutboundRefused.class);
    }

    @Test
    void aNameIsResolvedOnceAndTheConnectionMadeToWhatWasLookedAt() throws Exception {
        List<List<InetAddress>> answers = new ArrayList<>(List.of(
                List.of(InetAddress.ofLiteral("127.0.0.1")), List.of(InetAddress.ofLiteral("169.254.169.254"))));
        Outbound rebinding =
                new Outbound(VERTX, new AddressRules(Set.of("127.0.0.0/8")), host -> answers.removeFirst());
        String url = "http://rebinding.example.org:" + server.getAddress().getPort() + "/a?b=c";

        Answer answer = rebinding.ask(question(url));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answers).hasSize(1);
        assertThat(asked)
                .containsExactly("GET /a?b=c rebinding.example.org:"
                        + server.getAddress().getPort());
        assertThatThrownBy(() -> rebinding.ask(question(url))).isInstanceOf(OutboundRefused.class);
    }

    @Test
    void redirectsAreNotFollowed() throws Exception {
        Answer answer = local.ask(question(at("/redirect")));

        assertThat(answer.status()).isEqualTo(302);
        assertThat(asked).hasSize(1);
    }

    @Test
    void whatIsTooLongOrTooSlowIsBrokenOff() {
        Question longer = new Question("GET", URI.create(at("/")), Map.of(), new byte[0], Duration.ofSeconds(2), 999);
        Question slow =
                new Question("GET", URI.create(at("/slow")), Map.of(), new byte[0], Duration.ofMillis(300), 2000);

        assertThatThrownBy(() -> local.ask(longer))
                .isInstanceOf(Outbound.TooLong.class)
                .hasMessage("an answer has more than 999 bytes");
        assertThatThrownBy(() -> local.ask(slow)).isInstanceOf(IOException.class);
    }

    @Test
    void aWrongNetworkIsNamed() {
        assertThatThrownBy(() -> new AddressRules(Set.of("10.0.0.0/33"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AddressRules(Set.of("example.org"))).isInstanceOf(IllegalArgumentException.class);
    }

    private static Outbound resolving(List<InetAddress> addresses) {
        return new Outbound(VERTX, new AddressRules(Set.of()), host -> addresses);
    }

    private String at(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private static Question question(String url) {
        return new Question("GET", URI.create(url), Map.of(), new byte[0], Duration.ofSeconds(2), 2000);
    }
}
