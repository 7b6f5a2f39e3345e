package io.tidemark.scan.publish;

import io.tidemark.platform.client.ServiceRefused;
import io.tidemark.platform.client.ServiceUnavailable;
import io.tidemark.scan.volume.Sample;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/// What this service tells history. Each call may be repeated. All fail with {@link ServiceUnavailable} when trying
/// again
/// later makes sense and with {@link ServiceRefused} when history said no.
public interface History {

    /// Uploads one file of a snapshot.
    ///
    /// @param sha256 64 hexadecimal digits
    /// @throws IOException when the file is gone
    void putPart(UUID snapshotId, Path file, String sha256) throws IOException;

    /// Registers a snapshot whose files are all uploaded.
    ///
    /// @throws IOException when the manifest is gone
    void register(UUID snapshotId, Path manifest) throws IOException;

    /// Hands over capacity readings.
    void addSamples(List<Sample> samples);
}
