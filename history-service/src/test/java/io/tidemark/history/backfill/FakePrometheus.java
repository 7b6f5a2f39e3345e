package io.tidemark.history.backfill;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tidemark.platform.outbound.AddressRules;
import io.tidemark.platform.outbound.Outbound;
import io.vertx.core.Vertx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// Answers with what was recorded of a real one, or as badly as a test wants.
final class FakePrometheus implements AutoCloseable {

    /// @param status of the answer
    /// @param slow whether it stops in the middle of its body
    record Answer(int status, String body, String location, boolean slow) {
        static Answer of(String body) {
            return new Answer(200, body, "", false);
        }
    }

    private static final Vertx VERTX = Vertx.vertx();

    private final HttpServer server;
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    FakePrometheus(Function<String, Answer> answers) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> answer(exchange, answers));
        server.start();
    }

    /// Loopback is refused otherwise.
    static Outbound askingLoopback() {
        return new Outbound(VERTX, new AddressRules(Set.of("127.0.0.0/8")));
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// Path and form of each request, decoded.
    List<String> asked() {
        return List.copyOf(asked);
    }

    private void answer(HttpExchange exchange, Function<String, Answer> answers) throws IOException {
        try (exchange) {
            String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String question =
                    exchange.getRequestURI().getPath() + "?" + URLDecoder.decode(form, StandardCharsets.UTF_8);
            asked.add(question);
            Answer answer = answers.apply(question);
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            if (!answer.location().isEmpty()) {
                exchange.getResponseHeaders().add("Location", answer.location());
            }
            exchange.sendResponseHeaders(answer.status(), body.length + (answer.slow() ? 10 : 0));
            exchange.getResponseBody().write(body);
            exchange.getResponseBody().flush();
            if (answer.slow()) {
                Thread.sleep(5_000);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
