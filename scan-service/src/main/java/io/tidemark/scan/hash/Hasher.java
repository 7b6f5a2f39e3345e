package io.tidemark.scan.hash;

import io.tidemark.scan.syscall.Attributes;
import io.tidemark.scan.syscall.Errno;
import io.tidemark.scan.syscall.FileCalls;
import io.tidemark.scan.syscall.Syscalls;
import io.tidemark.scan.volume.FilesystemType;
import io.tidemark.scan.volume.MountTable;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

/// Hashes files, one after the other. What it read says nothing unless the file was the same before and after. Serves
/// the thread that made it.
final class Hasher implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Hasher.class.getName());
    private static final int CHUNK = 1 << 19;
    private static final int CALLS_A_FILE = 24;
    private static final int CALLS_A_CHUNK = 3;
    private static final long PAGE = 4096;
    /// What lies on the disk of a file of this size at least, unless it is a stub, sparse or packed.
    private static final int LEAST_PART = 8;

    private static final long SMALL = 1 << 16;
    /// What a filesystem keeps in the inode itself is smaller.
    private static final long INLINE = 4096;

    private final Arena arena = Arena.ofConfined();
    private final FileCalls calls = new FileCalls();
    private final Syscalls syscalls;
    private final MountTable mounts;
    private final HashCache cache;
    private final Brake brake;
    private final Way way;
    private final Attributes attributes = new Attributes(arena);
    private final MemorySegment chunk = arena.allocate(CHUNK);
    private final byte[] bytes = new byte[CHUNK];

    /// Slows a hasher down.
    interface Brake {

        /// Says what was done since the last time; returns when the hasher may go on.
        ///
        /// @return false where it is to give up
        boolean after(int calls, long bytes);
    }

    /// The hasher was told to give up.
    static final class GivenUp extends Exception {

        private static final long serialVersionUID = 1L;

        GivenUp() {
            super("told to give up");
        }
    }

    /// @param mounts of the watched system at present
    Hasher(Syscalls syscalls, MountTable mounts, HashCache cache, Brake brake) {
        this.syscalls = syscalls;
        this.mounts = mounts;
        this.cache = cache;
        this.brake = brake;
        this.way = new Way(syscalls, arena);
    }

    /// @throws GivenUp when the brake says so; nothing is known then
    HashAnswer hash(HashTask task) throws GivenUp {
        pace(CALLS_A_FILE, 0);
        boolean made = mounts.containing(task.path())
                .filter(mount -> FilesystemType.isPseudo(mount.type()))
                .isPresent();
        if (made) {
            return HashAnswer.not(task, HashOutcome.UNREADABLE);
        }
        return switch (way.to(task)) {
            case Way.Lost lost -> HashAnswer.not(task, lost.why());
            case Way.Found found -> {
                try {
                    yield examined(task, found);
                } finally {
                    syscalls.close(found.directory());
                }
            }
        };
    }

    private HashAnswer examined(HashTask task, Way.Found found) throws GivenUp {
        Attributes now = way.attributes();
        if (!task.version().is(now)) {
            return HashAnswer.not(task, HashOutcome.CHANGED);
        }
        if (mayBeStub(now)) {
            return HashAnswer.not(task, HashOutcome.STUB);
        }
        Optional<String> known = known(task);
        if (known.isPresent() && task.stage() == HashStage.PARTIAL) {
            return HashAnswer.partial(task, known.get());
        }
        int file = open(found);
        if (file < 0) {
            return HashAnswer.not(task, Way.lost(file).why());
        }
        try {
            return opened(task, file, known);
        } finally {
            syscalls.close(file);
        }
    }

    /// Whether so little of it lies on the disk that reading it might bring its content back from elsewhere.
    private static boolean mayBeStub(Attributes now) {
        long size = now.size();
        return now.allocated() == 0 ? size > INLINE : size > SMALL && now.allocated() < size / LEAST_PART;
    }

    /// Never in a way that changes when the file was last used.
    private int open(Way.Found found) {
        int file = calls.open(found.directory(), way.file(), true);
        if (file != -Errno.EPERM.number()) {
            return file;
        }
        int traced = calls.open(found.directory(), way.file(), false);
        if (traced >= 0 && !calls.isUntraced(traced)) {
            syscalls.close(traced);
            return -Errno.EPERM.number();
        }
        return traced;
    }

    private HashAnswer opened(HashTask task, int file, Optional<String> known) throws GivenUp {
        if (!isStill(task, file)) {
            return HashAnswer.not(task, HashOutcome.CHANGED);
        }
        MessageDigest digest = Digests.sha256();
        if (known.isEmpty()) {
            long result = read(task, file, digest);
            if (result < 0) {
                return HashAnswer.not(task, Way.lost(result).why());
            }
        }
        String hash = known.orElseGet(() -> HexFormat.of().formatHex(digest.digest()));
        ExtentMap map = task.stage() == HashStage.FULL
                ? ExtentMap.of(file, task.sizeBytes(), calls)
                : new ExtentMap(0, 0, 0, null);
        if (!isStill(task, file)) {
            return HashAnswer.not(task, HashOutcome.CHANGED);
        }
        if (known.isEmpty()) {
            keep(task, hash);
        }
        return task.stage() == HashStage.FULL ? HashAnswer.full(task, hash, map) : HashAnswer.partial(task, hash);
    }

    private boolean isStill(HashTask task, int file) {
        return calls.attributes(file, attributes) == 0 && task.version().is(attributes);
    }

    /// @return 0, or a negated error number: `ESTALE` where the file ends before it should
    private long read(HashTask task, int file, MessageDigest digest) throws GivenUp {
        calls.readNothingAhead(file);
        long size = task.sizeBytes();
        return switch (task.stage()) {
            case FULL -> read(file, 0, size, digest);
            case PARTIAL -> {
                long head = Math.min(HashStage.PIECE, size);
                long result = read(file, 0, head, digest);
                yield result < 0 ? result : read(file, Math.max(head, size - HashStage.PIECE), size, digest);
            }
        };
    }

    private long read(int file, long from, long to, MessageDigest digest) throws GivenUp {
        for (long at = from; at < to; ) {
            MemorySegment wanted = chunk.asSlice(0, Math.min(CHUNK, to - at));
            long read = calls.read(file, at, wanted, true);
            if (read <= 0) {
                read = calls.read(file, at, wanted, false);
                forget(file, at, read);
            }
            if (read <= 0) {
                return read == 0 ? -Errno.ESTALE.number() : read;
            }
            MemorySegment.copy(chunk, JAVA_BYTE, 0, bytes, 0, (int) read);
            digest.update(bytes, 0, (int) read);
            at += read;
            pace(CALLS_A_CHUNK, read);
        }
        return 0;
    }

    /// Only what this agent brought into memory leaves it: the rest somebody needs.
    private void forget(int file, long at, long read) {
        if (read > 0) {
            long begin = at / PAGE * PAGE;
            calls.forget(file, begin, (at + read - begin + PAGE - 1) / PAGE * PAGE);
        }
    }

    private void pace(int more, long read) throws GivenUp {
        if (!brake.after(more, read)) {
            throw new GivenUp();
        }
    }

    /// A cache that cannot be read only costs time.
    private Optional<String> known(HashTask task) {
        try {
            return cache.find(task.version(), task.stage());
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "the cache of hashes cannot be read: {0}", e.getMessage());
            return Optional.empty();
        }
    }

    private void keep(HashTask task, String hash) {
        try {
            cache.put(task.version(), task.stage(), hash);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "the cache of hashes cannot be written: {0}", e.getMessage());
        }
    }

    @Override
    public void close() {
        calls.close();
        arena.close();
    }
}
