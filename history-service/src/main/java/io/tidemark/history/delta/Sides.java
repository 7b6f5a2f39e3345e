package io.tidemark.history.delta;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.history.content.Contents;
import io.tidemark.history.snapshot.Column;
import io.tidemark.history.snapshot.Part;
import io.tidemark.history.snapshot.PartKind;
import io.tidemark.history.snapshot.Snapshot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Brings the files of snapshots to hand.
final class Sides {

    private final Contents contents;
    private final ObjectMapper json;

    Sides(Contents contents, ObjectMapper json) {
        this.contents = contents;
        this.json = json;
    }

    List<Side> of(List<Snapshot> snapshots) throws IOException {
        List<Side> sides = new ArrayList<>();
        for (Snapshot snapshot : snapshots) {
            sides.add(of(snapshot));
        }
        return sides;
    }

    Side of(Snapshot snapshot) throws IOException {
        byte[] manifest = contents.manifest(snapshot);
        JsonNode read = json.readTree(manifest);
        JsonNode used = read.at("/volume/end/usedBytes");
        return new Side(
                snapshot,
                files(snapshot, PartKind.ENTRIES),
                files(snapshot, PartKind.DIRECTORIES),
                Column.lacking(read),
                used.isIntegralNumber() ? used.longValue() : null,
                read.at("/counts/directoryAllocatedBytes").longValue());
    }

    private List<Path> files(Snapshot snapshot, PartKind kind) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Part part : snapshot.parts()) {
            if (part.kind() == kind) {
                files.add(contents.part(snapshot, part.file()));
            }
        }
        return files;
    }
}
