package io.tidemark.history.ingest;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.history.snapshot.Manifest;
import io.tidemark.history.snapshot.Sha256;
import io.tidemark.history.snapshot.SnapshotId;
import io.tidemark.platform.problem.ProblemException;

import java.io.IOException;
import java.io.InputStream;

/// Reads manifests. Fields that this version does not know are passed over; fields it needs must be there.
public final class ManifestReader {

    /// The only field that may be missing: agents know all columns.
    private static final String LACKING = "lacking";

    private final ObjectReader reader;
    private final long maxBytes;

    public ManifestReader(ObjectMapper mapper, long maxBytes) {
        this.reader = mapper.readerFor(Manifest.class)
                .with(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                .with(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                .with(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .without(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
        this.maxBytes = maxBytes;
    }

    /// @throws com.fasterxml.jackson.core.JsonProcessingException when it is no JSON or says something impossible
    /// @throws ProblemException 413 when it is too large, 422 when it is the manifest of another snapshot than `id`
    public ReceivedManifest read(SnapshotId id, InputStream body) throws IOException {
        byte[] bytes = BoundedBody.read(body, maxBytes);
        JsonNode tree = reader.readTree(bytes);
        if (tree instanceof ObjectNode object && !object.has(LACKING)) {
            object.putArray(LACKING);
        }
        Manifest manifest = reader.readValue(tree);
        if (!manifest.snapshotId().equals(id)) {
            throw ProblemException.field("snapshotId", "must be the id in the path");
        }
        return new ReceivedManifest(manifest, bytes, Sha256.of(bytes));
    }
}
