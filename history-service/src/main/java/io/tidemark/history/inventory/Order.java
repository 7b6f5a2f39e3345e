package io.tidemark.history.inventory;

import io.tidemark.history.server.ServerName;
import io.tidemark.history.snapshot.Sha256;
import io.tidemark.history.snapshot.SnapshotId;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// What is to become of an inventory.
///
/// @param server whose files it lists
/// @param root the folder it begins with, as the snapshot shall have it
/// @param prefix what its paths begin with in place of the root
/// @param at when it was made
/// @param columns which column holds what, where their names do not tell
/// @param schema the columns in order, for a table without a line of names
public record Order(
        ServerName server,
        String root,
        String prefix,
        Instant at,
        InventoryFormat format,
        Map<Field, String> columns,
        List<String> schema) {

    public Order {
        if (!root.startsWith("/")
                || root.length() > 4096
                || root.indexOf('\0') >= 0
                || (root.length() > 1 && root.endsWith("/"))) {
            throw new IllegalArgumentException(
                    "must be an absolute path of at most 4096 characters that does not end with a slash");
        }
        columns = Map.copyOf(columns);
        schema = List.copyOf(schema);
    }

    /// The same inventory imported again is the same snapshot: its id is that of its content.
    SnapshotId id(Sha256 content) {
        MessageDigest digest = Sha256.newDigest();
        for (String part : List.of(
                server.value(),
                root,
                prefix,
                at.toString(),
                format.word(),
                columns.toString(),
                schema.toString(),
                content.hex())) {
            digest.update(part.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
        ByteBuffer bytes = ByteBuffer.wrap(digest.digest());
        long high = (at.toEpochMilli() << 16) | 0x7000L | (bytes.getLong() & 0xfffL);
        long low = (bytes.getLong() >>> 2) | 0x8000000000000000L;
        return new SnapshotId(new UUID(high, low));
    }

    boolean isObjects() {
        return format == InventoryFormat.S3_INVENTORY;
    }
}
