package io.tidemark.scan.hash;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32C;

/// Hashes that were worked out once, in a file of fixed size: a table of slots, four of which may hold a file; the one
/// written longest ago in these four, by chance, makes room. Each slot ends with a checksum, so that one a crash cut
/// short is an empty one. What is lost is worked out again. For one thread at a time.
final class HashCache implements AutoCloseable {

    private static final int WAYS = 4;
    private static final int HASH = 32;
    private static final int KEY = 1 + 4 * Long.BYTES;
    private static final int SLOT = KEY + HASH + Integer.BYTES;
    private static final HexFormat HEX = HexFormat.of();

    private final FileChannel file;
    private final long sets;

    /// @param slots how many hashes it holds, about
    /// @throws IOException when the folder cannot be used
    HashCache(Path folder, int slots) throws IOException {
        Files.createDirectories(folder);
        this.sets = Math.max(1, slots / WAYS);
        this.file = FileChannel.open(
                folder.resolve("hashes-1"),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        if (file.size() > sets * WAYS * SLOT) {
            file.truncate(0);
        }
    }

    /// The hash of a version, where it is known.
    Optional<String> find(FileVersion version, HashStage stage) throws IOException {
        ByteBuffer set = read(version, stage);
        byte[] key = key(version, stage);
        for (int way = 0; way < WAYS; way++) {
            if (isSound(set, way) && startsWith(set, way, key, KEY)) {
                byte[] hash = new byte[HASH];
                set.get(way * SLOT + KEY, hash);
                return Optional.of(HEX.formatHex(hash));
            }
        }
        return Optional.empty();
    }

    void put(FileVersion version, HashStage stage, String hash) throws IOException {
        ByteBuffer set = read(version, stage);
        byte[] key = key(version, stage);
        ByteBuffer slot = ByteBuffer.allocate(SLOT).put(key).put(HEX.parseHex(hash));
        slot.putInt(checksum(slot, 0)).flip();
        long at = position(version, stage) + (long) place(set, key, hash) * SLOT;
        while (slot.hasRemaining()) {
            at += file.write(slot, at);
        }
    }

    /// The slot of the same file, else an empty one, else any.
    private static int place(ByteBuffer set, byte[] key, String hash) {
        int sameFile = 1 + 2 * Long.BYTES;
        for (int way = 0; way < WAYS; way++) {
            if (isSound(set, way) && startsWith(set, way, key, sameFile)) {
                return way;
            }
        }
        for (int way = 0; way < WAYS; way++) {
            if (!isSound(set, way)) {
                return way;
            }
        }
        return HexFormat.fromHexDigit(hash.charAt(0)) % WAYS;
    }

    private ByteBuffer read(FileVersion version, HashStage stage) throws IOException {
        ByteBuffer set = ByteBuffer.allocate(WAYS * SLOT);
        long at = position(version, stage);
        int read;
        do {
            read = file.read(set, at + set.position());
        } while (read > 0 && set.hasRemaining());
        return set;
    }

    /// The same for all versions of one file, so that a newer one takes the place of an older.
    private long position(FileVersion version, HashStage stage) {
        long mixed = (version.device() * 31 + version.inode()) * 31 + stage.mark();
        mixed = (mixed ^ (mixed >>> 31)) * 0x9E3779B97F4A7C15L;
        return Long.remainderUnsigned(mixed ^ (mixed >>> 32), sets) * WAYS * SLOT;
    }

    private static byte[] key(FileVersion version, HashStage stage) {
        return ByteBuffer.allocate(KEY)
                .put(stage.mark())
                .putLong(version.device())
                .putLong(version.inode())
                .putLong(version.sizeBytes())
                .putLong(version.changed())
                .array();
    }

    private static boolean startsWith(ByteBuffer set, int way, byte[] key, int length) {
        for (int i = 0; i < length; i++) {
            if (set.get(way * SLOT + i) != key[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSound(ByteBuffer set, int way) {
        int at = way * SLOT;
        return set.get(at) != 0 && set.getInt(at + SLOT - Integer.BYTES) == checksum(set, at);
    }

    private static int checksum(ByteBuffer slots, int at) {
        CRC32C checksum = new CRC32C();
        checksum.update(slots.slice(at, SLOT - Integer.BYTES));
        return (int) checksum.getValue();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
