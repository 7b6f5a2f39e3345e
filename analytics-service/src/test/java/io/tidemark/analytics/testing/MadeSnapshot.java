package io.tidemark.analytics.testing;

import io.tidemark.analytics.source.Part;
import io.tidemark.analytics.source.Snapshot;

import java.nio.file.Path;
import java.util.stream.Collectors;

/// A snapshot and the folder that has its parts.
public record MadeSnapshot(Snapshot snapshot, Path folder, String manifest) {
    public Path file(Part part) {
        return folder.resolve(part.file());
    }

    /// As history's API tells it.
    public String json() {
        return """
                {"id":"%s","server":"%s","root":"%s","volume":"/","startedAt":"%s","finishedAt":"%s","registeredAt":"%s",
                 "coverage":%s,"entries":1,"directories":1,"sizeBytes":1,"allocatedBytes":1,"errors":%d,"parts":[%s]}""".formatted(
                        snapshot.id(),
                        snapshot.server(),
                        snapshot.root(),
                        snapshot.startedAt(),
                        snapshot.finishedAt(),
                        snapshot.finishedAt(),
                        snapshot.coverage(),
                        snapshot.errors(),
                        snapshot.parts().stream().map(MadeSnapshot::json).collect(Collectors.joining(",")));
    }

    private static String json(Part part) {
        return """
                {"file":"%s","kind":"%s","rows":%d,"bytes":%d,"sha256":"%s"}""".formatted(
                        part.file(),
                        part.file().substring(0, part.file().indexOf('-')),
                        part.rows(),
                        part.bytes(),
                        part.sha256());
    }
}
