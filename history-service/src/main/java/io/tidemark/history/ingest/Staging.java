package io.tidemark.history.ingest;

import io.tidemark.history.content.Known;
import io.tidemark.history.snapshot.PartName;
import io.tidemark.history.snapshot.Sha256;
import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// Uploads that are not sealed yet, a folder each. What is being written has a name that starts with a dot.
public final class Staging {

    private static final String CLAIMED = ".sealing-";
    private static final int BUFFER = 128 * 1024;

    private final Path folder;
    private final Known known;

    /// @param known learns of the parts that came
    public Staging(Path folder, Known known) {
        this.folder = folder;
        this.known = known;
    }

    /// Writes a part while hashing it, and puts it durably in place, over an earlier one of that name. When it
    /// throws, nothing of it stays.
    ///
    /// @return the bytes written
    /// @throws ProblemException 413 when there are more than `maxBytes`, 422 when the digest is another than
    /// `expected`
    public long write(Upload upload, PartName name, InputStream content, long maxBytes, Sha256 expected)
            throws IOException {
        Path target = Files.createDirectories(folderOf(upload)).resolve(name.value());
        Path writing = target.resolveSibling("." + name + "." + UUID.randomUUID());
        try {
            long bytes = copy(content, writing, maxBytes, expected);
            known.trust(writing, expected);
            Files.move(writing, target, StandardCopyOption.ATOMIC_MOVE);
            return bytes;
        } finally {
            Files.deleteIfExists(writing);
            removeIfEmpty(folderOf(upload));
        }
    }

    /// Takes an upload out of the reach of writers, so that what is checked is what is sealed.
    ///
    /// @return its folder, or empty when nothing was uploaded
    public Optional<Path> claim(Upload upload) throws IOException {
        Path claimed = folder.resolve(CLAIMED + upload.folderName() + "." + UUID.randomUUID());
        try {
            Files.move(folderOf(upload), claimed, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        for (Path unfinished : list(claimed)) {
            if (unfinished.getFileName().toString().startsWith(".")) {
                Files.deleteIfExists(unfinished);
            }
        }
        return Optional.of(claimed);
    }

    /// Gives a claimed upload back, unless a new one has begun meanwhile.
    public void release(Upload upload, Path claimed) throws IOException {
        try {
            Files.move(claimed, folderOf(upload), StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            return;
        } catch (IOException e) {
            discard(claimed);
        }
    }

    /// Removes a folder and all in it.
    public void discard(Path upload) throws IOException {
        try (Stream<Path> tree = Files.walk(upload)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (NoSuchFileException e) {
            return;
        }
    }

    /// Removes uploads that nobody touched since `before`.
    ///
    /// @return how many
    public int removeAbandoned(Instant before) throws IOException {
        int removed = 0;
        for (Path upload : list(folder)) {
            if (Files.getLastModifiedTime(upload).toInstant().isBefore(before)) {
                discard(upload);
                removed++;
            }
        }
        return removed;
    }

    /// A part that came in several pieces and has the digest it should.
    void came(Path part, Sha256 digest) throws IOException {
        known.trust(part, digest);
    }

    Path folderOf(Upload upload) {
        return folder.resolve(upload.folderName());
    }

    private static long copy(InputStream content, Path target, long maxBytes, Sha256 expected) throws IOException {
        MessageDigest digest = Sha256.newDigest();
        long total = 0;
        try (FileChannel channel = FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            byte[] buffer = new byte[BUFFER];
            for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
                total += n;
                requireAtMost(maxBytes, total);
                digest.update(buffer, 0, n);
                writeFully(channel, ByteBuffer.wrap(buffer, 0, n));
            }
            requireSame(expected, Sha256.of(digest));
            channel.force(true);
        }
        return total;
    }

    private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static void requireAtMost(long maxBytes, long bytes) {
        if (bytes > maxBytes) {
            throw new ProblemException(ProblemCode.TOO_LARGE, "A part must have at most " + maxBytes + " bytes");
        }
    }

    private static void requireSame(Sha256 expected, Sha256 found) {
        if (!expected.equals(found)) {
            throw new ProblemException(
                    IngestProblem.PART_DIGEST_MISMATCH, "Repr-Digest says " + expected + ", the content has " + found);
        }
    }

    private static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> found = Files.list(directory)) {
            return found.toList();
        }
    }

    /// Another writer may be using the folder; then it is not empty and stays.
    static void removeIfEmpty(Path directory) throws IOException {
        if (Files.isDirectory(directory) && list(directory).isEmpty()) {
            Files.deleteIfExists(directory);
        }
    }
}
