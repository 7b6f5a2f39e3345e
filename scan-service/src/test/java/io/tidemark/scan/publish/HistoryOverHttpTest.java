package io.tidemark.scan.publish;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tidemark.platform.client.ServiceClient;
import io.tidemark.platform.client.ServiceUnavailable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Against a server that keeps what came before it hung up, as history does.
@Timeout(60)
class HistoryOverHttpTest {

    private static final UUID SNAPSHOT = UUID.fromString("01900000-0000-7000-8000-000000000001");
    private static final int SIZE = 1_000_000;
    private static final int MOST = SIZE * 9 / 10;

    @TempDir
    Path folder;

    private final List<String> requests = new ArrayList<>();
    private final byte[] content = new byte[SIZE];
    private byte[] kept = new byte[0];
    private int hangUpAt = Integer.MAX_VALUE;
    private int refusal;
    private Path part;
    private HttpServer server;
    private HistoryOverHttp history;

    @BeforeEach
    void start() throws IOException {
        new Random(4).nextBytes(content);
        part = Files.write(folder.resolve("entries-00000.parquet"), content);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/snapshots/" + SNAPSHOT + "/", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        URI address = URI.create("http://localhost:" + server.getAddress().getPort());
        history = new HistoryOverHttp(() -> ServiceClient.withoutToken(address));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void sendsAPartAtOnce() throws Exception {
        history.putPart(SNAPSHOT, part, sha256());

        assertThat(kept).isEqualTo(content);
        assertThat(requests).containsExactly("HEAD", "PUT 0 ?1 " + SIZE);
    }

    @Test
    void goesOnWhereTheConnectionBroke() throws Exception {
        hangUpAt = MOST;
        String digest = sha256();
        assertThatThrownBy(() -> history.putPart(SNAPSHOT, part, digest)).isInstanceOf(ServiceUnavailable.class);
        hangUpAt = Integer.MAX_VALUE;

        history.putPart(SNAPSHOT, part, digest);

        assertThat(kept).isEqualTo(content);
        assertThat(requests)
                .containsExactly("HEAD", "PUT 0 ?1 " + SIZE, "HEAD", "PATCH " + MOST + " ?1 " + (SIZE - MOST));
    }

    @Test
    void sendsNothingOfAPartThatHistoryHas() throws Exception {
        kept = content.clone();

        history.putPart(SNAPSHOT, part, sha256());

        assertThat(requests).containsExactly("HEAD");
    }

    @Test
    void beginsAnewWhereHistoryHasSomethingElse() throws Exception {
        kept = new byte[MOST];
        refusal = 422;

        history.putPart(SNAPSHOT, part, sha256());

        assertThat(kept).isEqualTo(content);
        assertThat(requests).containsExactly("HEAD", "PATCH " + MOST + " ?1 " + (SIZE - MOST), "PUT 0 ?1 " + SIZE);
    }

    private void answer(HttpExchange exchange) throws IOException {
        switch (exchange.getRequestMethod()) {
            case "HEAD" -> {
                requests.add("HEAD");
                tell(exchange);
            }
            case "PUT" -> receive(exchange, 0);
            default ->
                receive(exchange, Integer.parseInt(exchange.getRequestHeaders().getFirst("Upload-Offset")));
        }
    }

    private void tell(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Upload-Offset", Integer.toString(kept.length));
        exchange.getResponseHeaders().set("Upload-Complete", kept.length == SIZE ? "?1" : "?0");
        exchange.sendResponseHeaders(kept.length == 0 ? 404 : 204, -1);
        exchange.close();
    }

    private void receive(HttpExchange exchange, int offset) throws IOException {
        requests.add("%s %d %s %s"
                .formatted(
                        exchange.getRequestMethod(),
                        offset,
                        exchange.getRequestHeaders().getFirst("Upload-Complete"),
                        exchange.getRequestHeaders().getFirst("Content-Length")));
        try (InputStream body = exchange.getRequestBody()) {
            byte[] piece = body.readNBytes(hangUpAt);
            if (refusal > 0) {
                exchange.sendResponseHeaders(refusal, -1);
                refusal = 0;
                return;
            }
            byte[] all = Arrays.copyOf(kept, offset + piece.length);
            System.arraycopy(piece, 0, all, offset, piece.length);
            kept = all;
            if (all.length < SIZE) {
                throw new IOException("hangs up");
            }
        }
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }

    private String sha256() throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }
}
