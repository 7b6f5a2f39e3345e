package io.tidemark.history.rest;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/// An empty snapshot store.
public class StoreResource implements QuarkusTestResourceLifecycleManager {

    private @Nullable Path folder;

    @Override
    public Map<String, String> start() {
        try {
            folder = Files.createTempDirectory("store");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.of(
                "history.store-dir", folder.toString(),
                "history.upload.keep-free-bytes", "1M",
                "history.upload.max-part-bytes", "1M",
                "history.mass-change.fewest-entries", "2",
                "history.events.look-every", "1h",
                "history.events.slow-after", "PT2S",
                "history.samples.look-every", "off",
                "history.backfill.patience", "PT0.1S",
                "platform.outbound.allow", "127.0.0.0/8",
                "quarkus.http.test-port", "0");
    }

    @Override
    public void stop() {
        if (folder == null) {
            return;
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            tree.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
