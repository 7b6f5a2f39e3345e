package io.tidemark.history.ingest;

import io.tidemark.history.snapshot.PartName;
import io.tidemark.history.snapshot.Sha256;
import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Takes parts that come in several requests, because connections break. What came stays, whatever ends a request, but
/// for a disk that is full. The whole part counts only once it has the digest it was announced with. Calls block.
public final class ResumableParts {

    private static final int BUFFER = 128 * 1024;

    /// What says nothing of the bytes that are here.
    private static final Set<ProblemCode> MISTAKES =
            Set.of(IngestProblem.UPLOAD_OFFSET_MISMATCH, IngestProblem.CONTENT_DIGEST_MISMATCH);

    private final Staging staging;
    private final Admission admission;
    private final IngestMeter meter;
    private final InstantSource clock;
    private final Map<Path, PartWriter> writers = new ConcurrentHashMap<>();

    public ResumableParts(Staging staging, Admission admission, IngestMeter meter, InstantSource clock) {
        this.staging = staging;
        this.admission = admission;
        this.meter = meter;
        this.clock = clock;
    }

    /// How far the part has come; empty where nothing of it is here. A request that still brings some of it is ended.
    public Optional<Progress> progress(Upload upload, PartName name) throws IOException {
        Path whole = staging.folderOf(upload).resolve(name.value());
        Optional<Partial> partial = Partial.find(staging.folderOf(upload), name);
        if (partial.isPresent()) {
            Optional.ofNullable(writers.get(partial.get().file())).ifPresent(PartWriter::stop);
            Progress progress = partial.get().progress();
            return progress.complete() ? finished(partial.get(), whole) : Optional.of(progress);
        }
        return Files.exists(whole) ? Optional.of(new Progress(Files.size(whole), Files.size(whole))) : Optional.empty();
    }

    /// A crash after the last byte left a part that nobody held against its digest. One that does not have it is gone.
    private Optional<Progress> finished(Partial partial, Path whole) throws IOException {
        try {
            Piece nothing = new Piece(InputStream.nullInputStream(), Optional.empty(), true);
            return Optional.of(write(partial, whole, partial.length(), nothing));
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    /// Begins a part anew with its first piece.
    ///
    /// @param expected what the whole part must have
    /// @throws ProblemException 413, 422 or 503; nothing of the part stays where what came can never become it
    public Progress create(Upload upload, PartName name, Sha256 expected, long length, Piece piece) throws IOException {
        return admission.admit(length, length, () -> {
            forget(upload, name);
            Path folder = Files.createDirectories(staging.folderOf(upload));
            Partial partial = Partial.of(folder, name, length, expected);
            return write(partial, folder.resolve(name.value()), 0, piece);
        });
    }

    /// Goes on with a part.
    ///
    /// @param offset where the sender thinks that the part stands
    /// @throws ProblemException 404 where nothing of the part is here, 409 where it stands elsewhere,
    /// and as [#create]
    public Progress append(Upload upload, PartName name, long offset, Piece piece) throws IOException {
        Path folder = staging.folderOf(upload);
        Partial partial = Partial.find(folder, name)
                .orElseThrow(() -> new ProblemException(
                        IngestProblem.UPLOAD_NOT_FOUND, "Begin with PUT: there is no unfinished " + name));
        return admission.admit(
                partial.length(),
                partial.length() - offset,
                () -> write(partial, folder.resolve(name.value()), offset, piece));
    }

    /// Gives up what came of a part; nothing of it is no error.
    public void discard(Upload upload, PartName name) throws IOException {
        forget(upload, name);
        Staging.removeIfEmpty(staging.folderOf(upload));
    }

    private void forget(Upload upload, PartName name) throws IOException {
        Path folder = staging.folderOf(upload);
        Optional<Partial> partial = Partial.find(folder, name);
        if (partial.isPresent()) {
            Optional.ofNullable(writers.get(partial.get().file())).ifPresent(PartWriter::stop);
            Files.deleteIfExists(partial.get().file());
        }
        Files.deleteIfExists(folder.resolve(name.value()));
    }

    private Progress write(Partial partial, Path target, long offset, Piece piece) throws IOException {
        PartWriter writer = new PartWriter();
        Optional.ofNullable(writers.put(partial.file(), writer)).ifPresent(PartWriter::stop);
        try (FileChannel file = FileChannel.open(
                partial.file(), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            requireOffset(offset, file.size());
            MessageDigest whole = digestOf(file, offset);
            long end = new Receiving(writer, file, partial.length()).take(offset, piece, whole);
            if (end < partial.length()) {
                return unfinished(partial, end, piece);
            }
            requireSame(partial.digest(), Sha256.of(whole));
            file.force(true);
            staging.came(partial.file(), partial.digest());
            writer.alone(() -> Files.move(partial.file(), target, StandardCopyOption.ATOMIC_MOVE));
            meter.partReceived(end);
            return partial.whole();
        } catch (ProblemException | DiskTrouble e) {
            giveUpUnlessMistaken(e, partial);
            throw e;
        } finally {
            writers.remove(partial.file(), writer);
            touch(target);
        }
    }

    private static void giveUpUnlessMistaken(Exception e, Partial partial) throws IOException {
        boolean mistaken = e instanceof ProblemException problem && MISTAKES.contains(problem.code());
        if (!mistaken) {
            Files.deleteIfExists(partial.file());
            Staging.removeIfEmpty(
                    Optional.ofNullable(partial.file().getParent()).orElseThrow());
        }
    }

    private static Progress unfinished(Partial partial, long end, Piece piece) {
        if (piece.last()) {
            throw new ProblemException(
                    IngestProblem.UPLOAD_OFFSET_MISMATCH,
                    "The last piece ends at byte " + end + " of " + partial.length());
        }
        return new Progress(end, partial.length());
    }

    private static void requireOffset(long offset, long size) {
        if (offset != size) {
            throw new ProblemException(
                    IngestProblem.UPLOAD_OFFSET_MISMATCH,
                    "Upload-Offset is " + offset + ", here are " + size + " bytes");
        }
    }

    private static void requireSame(Sha256 expected, Sha256 found) {
        if (!expected.equals(found)) {
            throw new ProblemException(
                    IngestProblem.PART_DIGEST_MISMATCH, "Repr-Digest says " + expected + ", the content has " + found);
        }
    }

    private static MessageDigest digestOf(FileChannel file, long length) throws IOException {
        MessageDigest digest = Sha256.newDigest();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        long at = 0;
        while (at < length) {
            buffer.clear().limit((int) Math.min(BUFFER, length - at));
            at += Math.max(0, file.read(buffer, at));
            digest.update(buffer.flip());
        }
        return digest;
    }

    /// The folder's time says when somebody last went on with the upload.
    private void touch(Path target) throws IOException {
        Path folder = Optional.ofNullable(target.getParent()).orElseThrow();
        if (Files.isDirectory(folder)) {
            Files.setLastModifiedTime(folder, FileTime.from(clock.instant()));
        }
    }
}
