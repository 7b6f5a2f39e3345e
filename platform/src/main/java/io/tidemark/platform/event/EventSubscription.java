package io.tidemark.platform.event;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidemark.platform.client.Json;
import io.tidemark.platform.client.ServiceClient;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/// Client side of an event stream: one daemon thread that reads, delivers in order, and comes back with `Last-Event-ID`
/// and growing
/// pauses (1 s to 30 s) whenever the stream ends. At least once: an event whose handler failed is delivered again.
public final class EventSubscription implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(EventSubscription.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final JsonMapper JSON = Json.lenient();

    private final ServiceClient service;
    private final String path;
    private final Consumer<CloudEvent> handler;
    private final Thread reader;
    private volatile boolean open = true;
    private volatile boolean connected;
    private @Nullable String lastId;
    private Duration pause = FIRST_PAUSE;

    private EventSubscription(
            ServiceClient service, String path, @Nullable String lastId, Consumer<CloudEvent> handler) {
        this.service = service;
        this.path = path;
        this.lastId = lastId;
        this.handler = handler;
        this.reader = Thread.ofPlatform().daemon().name("events " + path).unstarted(this::run);
    }

    /// Starts to read.
    ///
    /// @param lastId the last event that needs no second delivery; null for everything the server still has
    public static EventSubscription start(
            ServiceClient service, String path, @Nullable String lastId, Consumer<CloudEvent> handler) {
        EventSubscription subscription = new EventSubscription(service, path, lastId, handler);
        subscription.reader.start();
        return subscription;
    }

    /// Whether the stream is open at this moment.
    public boolean connected() {
        return connected;
    }

    @Override
    public void close() {
        open = false;
        reader.interrupt();
    }

    private void run() {
        while (open) {
            try {
                read();
            } catch (IOException | RuntimeException e) {
                LOG.debugf("stream=%s ended: %s", path, e.getMessage());
            }
            connected = false;
            rest();
        }
    }

    private void read() throws IOException {
        Map<String, String> headers = lastId == null ? Map.of() : Map.of("Last-Event-ID", lastId);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(service.stream(path, headers), StandardCharsets.UTF_8))) {
            connected = true;
            StringBuilder data = new StringBuilder();
            for (String line = lines.readLine(); open && line != null; line = lines.readLine()) {
                take(line, data);
            }
        }
    }

    private void take(String line, StringBuilder data) throws IOException {
        if (line.startsWith("data:")) {
            data.append(line, "data:".length(), line.length());
        } else if (line.isEmpty() && !data.isEmpty()) {
            deliver(JSON.readValue(data.toString(), CloudEvent.class));
            data.setLength(0);
        }
    }

    private void deliver(CloudEvent event) {
        handler.accept(event);
        lastId = event.id();
        pause = FIRST_PAUSE;
    }

    private void rest() {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            open = false;
        }
        Duration next = pause.multipliedBy(2);
        pause = next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
    }
}
