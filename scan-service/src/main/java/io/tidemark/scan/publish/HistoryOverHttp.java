package io.tidemark.scan.publish;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.platform.client.ServiceClient;
import io.tidemark.scan.volume.Sample;
import org.jspecify.annotations.Nullable;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/// History behind its HTTP interface.
public final class HistoryOverHttp implements History, PolicySource {

    private final Supplier<ServiceClient> maker;
    private @Nullable ServiceClient made;

    /// @param maker asked until it makes a client, for a service may learn its secret after its start
    public HistoryOverHttp(Supplier<ServiceClient> maker) {
        this.maker = maker;
    }

    private synchronized ServiceClient client() {
        if (made == null) {
            made = maker.get();
        }
        return made;
    }

    @Override
    public void putPart(UUID snapshotId, Path file, String sha256) throws NoSuchFileException {
        check(file);
        String digest = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(sha256));
        client().putFile(
                        "/api/snapshots/" + snapshotId + "/parts/" + file.getFileName(),
                        file,
                        Map.of("Repr-Digest", "sha-256=:" + digest + ":"));
    }

    @Override
    public void register(UUID snapshotId, Path manifest) throws NoSuchFileException {
        check(manifest);
        JsonNode registered = client().putJson("/api/snapshots/" + snapshotId, manifest, JsonNode.class);
        assert registered != null : "a client answers or throws";
    }

    @Override
    public void addSamples(List<Sample> samples) {
        client().post("/api/samples", new Samples(samples));
    }

    @Override
    public Optional<Said> policy(String server, @Nullable String known) {
        return client().getUnless("/api/servers/" + server + "/policy", known, JsonNode.class)
                .map(answer -> new Said(answer.body(), answer.tag()));
    }

    private static void check(Path file) throws NoSuchFileException {
        if (!Files.isReadable(file)) {
            throw new NoSuchFileException(file.toString());
        }
    }

    private record Samples(List<Sample> samples) {}
}
