package io.tidemark.scan.publish;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.platform.client.ServiceClient;
import io.tidemark.platform.client.ServiceRefused;
import io.tidemark.scan.volume.Sample;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/// History behind its HTTP interface.
public final class HistoryOverHttp implements History, PolicySource {

    private static final String LAST = "?1";

    /// Gone, standing elsewhere, or not what was announced.
    private static final Set<Integer> BEGIN_ANEW = Set.of(404, 409, 422);

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

    /// Goes on where an earlier attempt broke off. Where history has something else than this file's beginning, it
    /// begins anew.
    @Override
    public void putPart(UUID snapshotId, Path file, String sha256) throws IOException {
        check(file);
        String upload = "/api/snapshots/" + snapshotId + "/uploads/" + file.getFileName();
        Optional<HttpHeaders> progress = client().head(upload);
        boolean delivered = progress.isPresent() && goOn(upload, file, progress.get());
        if (!delivered) {
            begin("/api/snapshots/" + snapshotId + "/parts/" + file.getFileName(), file, sha256);
        }
    }

    private void begin(String path, Path file, String sha256) throws IOException {
        String digest = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(sha256));
        Map<String, String> headers = Map.of(
                "Repr-Digest",
                "sha-256=:" + digest + ":",
                "Upload-Complete",
                LAST,
                "Upload-Length",
                Long.toString(Files.size(file)));
        client().putFile(path, file, headers);
    }

    /// @return false when the upload must begin anew
    private boolean goOn(String upload, Path file, HttpHeaders progress) {
        if (progress.firstValue("Upload-Complete").filter(LAST::equals).isPresent()) {
            return true;
        }
        long offset = progress.firstValueAsLong("Upload-Offset").orElse(0);
        if (offset == 0) {
            return false;
        }
        try {
            client().patchFile(
                            upload,
                            file,
                            offset,
                            Map.of(
                                    "Content-Type",
                                    "application/partial-upload",
                                    "Upload-Offset",
                                    Long.toString(offset),
                                    "Upload-Complete",
                                    LAST));
            return true;
        } catch (ServiceRefused e) {
            if (BEGIN_ANEW.contains(e.status())) {
                return false;
            }
            throw e;
        }
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
