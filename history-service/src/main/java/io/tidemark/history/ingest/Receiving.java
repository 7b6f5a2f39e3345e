package io.tidemark.history.ingest;

import io.tidemark.history.snapshot.Sha256;
import io.tidemark.platform.problem.ProblemException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;

/// Brings one piece into the file of its part, which has `length` bytes in the end.
record Receiving(PartWriter writer, FileChannel file, long length) {

    private static final int BUFFER = 128 * 1024;

    /// Writes the piece from `offset` on. When the sender goes away, what came stays, durably.
    ///
    /// @param whole takes the same bytes
    /// @return where the piece ended
    /// @throws ProblemException when the piece is not what its digest says, of which then
    /// nothing stays, or when it is longer than the part
    /// @throws DiskTrouble when it cannot be written
    long take(long offset, Piece piece, MessageDigest whole) throws IOException {
        MessageDigest own = Sha256.newDigest();
        byte[] buffer = new byte[BUFFER];
        long at = offset;
        try {
            for (int n = piece.content().read(buffer);
                    n >= 0;
                    n = piece.content().read(buffer)) {
                requireFits(at + n);
                writer.write(file, ByteBuffer.wrap(buffer, 0, n), at);
                whole.update(buffer, 0, n);
                if (piece.digest().isPresent()) {
                    own.update(buffer, 0, n);
                }
                at += n;
            }
        } finally {
            sync();
        }
        requireSame(piece, own, offset);
        return at;
    }

    private void sync() throws DiskTrouble {
        try {
            file.force(true);
        } catch (IOException e) {
            throw new DiskTrouble(e);
        }
    }

    private void requireFits(long end) {
        if (end > length) {
            throw new ProblemException(
                    IngestProblem.PART_DIGEST_MISMATCH, "More came than the " + length + " bytes of Upload-Length");
        }
    }

    private void requireSame(Piece piece, MessageDigest own, long offset) throws IOException {
        Sha256 found = Sha256.of(own);
        if (!piece.digest().orElse(found).equals(found)) {
            writer.alone(() -> file.truncate(offset));
            throw new ProblemException(
                    IngestProblem.CONTENT_DIGEST_MISMATCH, "The piece has SHA-256 " + found + "; send it again");
        }
    }
}
