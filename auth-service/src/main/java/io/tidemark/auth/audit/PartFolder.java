package io.tidemark.auth.audit;

import io.tidemark.auth.seal.Checkpoint;
import io.tidemark.auth.seal.GrowingTree;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/// The folder of the log's files. A file that no record of a part names is none: it was left by a process that died.
public final class PartFolder {
    private static final String UNFINISHED = ".new";

    private final Path folder;

    /// Each reader has a database of its own in memory. Whole looks are one at a time elsewhere, and can be slow.
    private final Semaphore turn = new Semaphore(2);

    public PartFolder(Path folder) {
        this.folder = folder.toAbsolutePath();
    }

    /// The rows of a part behind a place; what cannot be read is told.
    public void read(Part part, long after, RawRows.Taker taker) {
        try {
            inTurn(() -> PartFile.read(folder.resolve(part.file()), Math.max(after, 0), taker));
        } catch (SQLException e) {
            taker.lost(part, e);
        }
    }

    /// @throws RawRows.LostPart where the file cannot be read
    public void hashes(Part part, long after, Consumer<byte[]> hash) {
        try {
            inTurn(() -> PartFile.hashes(folder.resolve(part.file()), Math.max(after, 0), hash));
        } catch (SQLException e) {
            throw new RawRows.LostPart(part, e);
        }
    }

    /// Up to `limit` rows of a part that fit, newest first.
    ///
    /// @throws RawRows.LostPart where the file cannot be read
    public List<RawRow> find(Part part, AuditQuery query, int limit) {
        List<RawRow> rows = new ArrayList<>();
        try {
            inTurn(() -> rows.addAll(PartFile.find(folder.resolve(part.file()), query, limit)));
        } catch (SQLException e) {
            throw new RawRows.LostPart(part, e);
        }
        return rows;
    }

    /// Writes the file of a part from the database's rows and reads it back: it is there, and on the disk, only where
    /// what it holds leads to the signed head. What an earlier process left under its name is replaced.
    ///
    /// @param before the tree over all rows before the part; afterwards over those of the part too
    /// @throws Sealer.BrokenLog where the rows are not those that were signed
    void write(Part part, Archive archive, GrowingTree before, Checkpoint end) throws IOException, SQLException {
        Files.createDirectories(folder);
        Path unfinished = folder.resolve(part.file() + "." + UUID.randomUUID() + UNFINISHED);
        try {
            copy(part, archive, unfinished, end);
            force(unfinished);
            requireSealed(part, unfinished, before, end);
            Files.move(unfinished, folder.resolve(part.file()), StandardCopyOption.ATOMIC_MOVE);
            force(folder);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /// Its newest row.
    ///
    /// @throws RawRows.LostPart where the file cannot be read
    RawRow newest(Part part) {
        List<RawRow> rows = find(part, AuditQuery.ALL, 1);
        if (rows.isEmpty()) {
            throw new RawRows.LostPart(part, new IOException("it has no rows"));
        }
        return rows.getFirst();
    }

    /// Removes the file of a part; false where there is none.
    boolean delete(Part part) throws IOException {
        boolean deleted = Files.deleteIfExists(folder.resolve(part.file()));
        if (deleted) {
            force(folder);
        }
        return deleted;
    }

    /// Removes what processes that died left half written.
    void tidy() throws IOException {
        if (Files.isDirectory(folder)) {
            try (var files = Files.newDirectoryStream(folder, "*" + UNFINISHED)) {
                for (Path file : files) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private void copy(Part part, Archive archive, Path target, Checkpoint end) throws SQLException {
        try (PartFile.Writer writer = new PartFile.Writer(folder)) {
            archive.rows(part.first() - 1, part.last(), row -> {
                try {
                    writer.add(row);
                } catch (SQLException e) {
                    throw new IllegalStateException("The rows cannot be written to " + target, e);
                }
            });
            writer.write(target, end.note());
        }
    }

    private void requireSealed(Part part, Path file, GrowingTree tree, Checkpoint end) throws SQLException {
        inTurn(() -> PartFile.read(file, 0, row -> {
            if (row.sequence() != tree.size() + 1 || !Arrays.equals(AuditChain.hash(row, row.previous()), row.hash())) {
                throw new Sealer.BrokenLog("row " + row.sequence() + " was changed or does not stand in its place");
            }
            tree.add(row.hash());
        }));
        String root = Base64.getEncoder().encodeToString(tree.root());
        if (tree.size() != part.last() || !root.equals(end.root())) {
            throw new Sealer.BrokenLog(
                    "the rows up to " + part.last() + " are not those that were signed at " + end.at());
        }
    }

    private static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private void inTurn(Work work) throws SQLException {
        turn.acquireUninterruptibly();
        try {
            work.run();
        } finally {
            turn.release();
        }
    }

    /// Something done with a file.
    private interface Work {
        void run() throws SQLException;
    }
}
