package io.tidemark.history.inventory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.history.snapshot.Column;
import io.tidemark.history.snapshot.Manifest;
import io.tidemark.history.snapshot.PartName;
import io.tidemark.history.snapshot.Sha256;
import io.tidemark.history.snapshot.SnapshotId;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;

/// The manifest of a snapshot that was made of an inventory. What nobody knows is null or not there.
final class MadeManifest {

    private final ObjectMapper json;
    private final Order order;
    private final ObjectNode root;
    private final ObjectNode counts;
    private final ArrayNode files;

    MadeManifest(Order order, SnapshotId id, ObjectMapper json) {
        this.json = json;
        this.order = order;
        this.root = json.createObjectNode();
        root.put("formatVersion", Manifest.FORMAT_VERSION)
                .put("snapshotId", id.toString())
                .put("server", order.server().value())
                .put("root", order.root());
        root.putObject("volume")
                .put("mountPoint", order.root())
                .putNull("device")
                .putNull("type")
                .putNull("options")
                .putNull("start")
                .putNull("end");
        root.put("startedAt", order.at().toString())
                .put("finishedAt", order.at().toString());
        root.put("agentVersion", "import").put("importedFrom", order.format().word());
        this.counts = root.putObject("counts");
        root.putArray("errors");
        root.put("coverage", 1.0);
        root.putNull("parentSnapshotId");
        this.files = root.putArray("files");
    }

    void lacking(Set<Column> lacking) {
        ArrayNode words = root.putArray("lacking");
        lacking.stream().sorted().map(Column::word).forEach(words::add);
        String reason = lacking.contains(Column.ACCESSED)
                ? "the inventory has no times of last access"
                : "imported: nobody knows how the volume was mounted";
        root.putObject("lastAccess").put("trusted", false).put("score", 0.0).put("reason", reason);
    }

    /// Takes the row of [TableSql#COUNTS].
    ObjectNode entries(ResultSet row) throws SQLException {
        return counts.put("entries", row.getLong(1))
                .put("files", row.getLong(2))
                .put("symlinks", row.getLong(3))
                .put("others", row.getLong(4))
                .put("sizeBytes", row.getLong(5))
                .put("allocatedBytes", row.getLong(6));
    }

    /// Takes the row of [TableSql#FOLDER_COUNTS]; only after [#entries].
    ObjectNode directories(ResultSet row) throws SQLException {
        long directories = row.getLong(1);
        long failed = row.getLong(4);
        if (failed > 0) {
            root.withArray("errors")
                    .addObject()
                    .put("kind", "other")
                    .put("count", failed)
                    .putArray("examples");
            long all = counts.get("entries").longValue() + directories;
            root.put("coverage", 1 - (double) failed / all);
        }
        return counts.put("directories", directories)
                .put("directoryBytes", row.getLong(2))
                .put("directoryAllocatedBytes", row.getLong(3))
                .put("excluded", row.getLong(5))
                .put("excludedBytes", 0)
                .put("excludedAllocatedBytes", 0)
                .put("excludedUnknown", row.getLong(5))
                .put("failed", failed);
    }

    void part(String name, long bytes, Sha256 digest) {
        PartName part = new PartName(name);
        long rows = counts.get(part.kind().word()).longValue();
        files.addObject()
                .put("file", name)
                .put("kind", part.kind().word())
                .put("rows", rows)
                .put("bytes", bytes)
                .put("sha256", digest.hex());
    }

    byte[] bytes() throws JsonProcessingException {
        return json.writeValueAsBytes(root);
    }

    /// Whose files it lists, for the log.
    @Override
    public String toString() {
        return order.server() + " " + order.root();
    }
}
