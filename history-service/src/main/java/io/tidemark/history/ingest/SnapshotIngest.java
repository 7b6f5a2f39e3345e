package io.tidemark.history.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.tidemark.history.content.ContentProblem;
import io.tidemark.history.content.Repair;
import io.tidemark.history.snapshot.PartName;
import io.tidemark.history.snapshot.Sha256;
import io.tidemark.history.snapshot.Snapshot;
import io.tidemark.history.snapshot.SnapshotId;
import io.tidemark.history.snapshot.SnapshotLocation;
import io.tidemark.history.snapshot.SnapshotRegister;
import io.tidemark.history.snapshot.SnapshotRegister.Registered;
import io.tidemark.history.snapshot.SnapshotStore;
import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;
import org.jboss.logging.Logger;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Takes snapshots in: parts first, in any order and as often as needed, then the manifest that seals
/// them. Calls block.
public final class SnapshotIngest {

    private static final Logger LOG = Logger.getLogger(SnapshotIngest.class);
    private static final Duration SHORTLY = Duration.ofSeconds(5);

    /// @param created false when the snapshot was registered already
    public record Outcome(boolean created, Snapshot snapshot) {}

    private final SnapshotStore store;
    private final SnapshotRegister register;
    private final ManifestReader manifests;
    private final Staging staging;
    private final Repair repair;
    private final Verifier verifier;
    private final IngestMeter meter;
    private final InstantSource clock;
    private final Admission admission;
    private final Set<SnapshotId> sealing = ConcurrentHashMap.newKeySet();

    public SnapshotIngest(
            SnapshotStore store,
            SnapshotRegister register,
            ManifestReader manifests,
            Staging staging,
            Verifier verifier,
            Repair repair,
            IngestMeter meter,
            InstantSource clock,
            Admission admission) {
        this.store = store;
        this.register = register;
        this.manifests = manifests;
        this.staging = staging;
        this.verifier = verifier;
        this.repair = repair;
        this.meter = meter;
        this.clock = clock;
        this.admission = admission;
    }

    /// Takes one part. When it throws, nothing of the part stays.
    ///
    /// @param length what the sender says of the length, or -1
    /// @param expected the digest the content must have
    public void part(Upload upload, PartName name, InputStream content, long length, Sha256 expected)
            throws IOException {
        long received = admission.admit(
                length, length, () -> staging.write(upload, name, content, admission.maxPartBytes(), expected));
        meter.partReceived(received);
    }

    /// Reads the manifest of an upload. One that cannot be read, or is another snapshot's, removes the
    /// upload.
    public ReceivedManifest receive(Upload upload, InputStream body) throws IOException {
        try {
            return manifests.read(upload.id(), body);
        } catch (JsonProcessingException e) {
            remove(upload);
            meter.refused(ProblemCode.UNPROCESSABLE.code());
            throw e;
        } catch (ProblemException e) {
            remove(upload);
            throw admission.refused(e);
        }
    }

    /// Checks everything the manifest says, then seals and registers. A refusal for what was sent
    /// removes the upload; a failure of this side leaves it for the next try.
    public Outcome seal(Upload upload, ReceivedManifest received) throws IOException {
        if (!sealing.add(upload.id())) {
            throw admission.refused(
                    new ProblemException(IngestProblem.SNAPSHOT_BUSY, "Ask again for the result").retryAfter(SHORTLY));
        }
        try {
            return sealAlone(upload, received);
        } catch (ProblemException e) {
            throw admission.refused(e);
        } finally {
            sealing.remove(upload.id());
        }
    }

    private Outcome sealAlone(Upload upload, ReceivedManifest received) throws IOException {
        Optional<Registered> known = register.find(upload.id());
        if (known.isPresent()) {
            requireSame(known.get().manifest(), received.digest());
            return new Outcome(false, repaired(upload, received, known.get()));
        }
        SnapshotLocation location = received.manifest().location();
        if (!isSealed(location, received)) {
            verifyAndSeal(upload, received);
        }
        return register(received);
    }

    /// A crash between sealing and registering leaves a sealed snapshot that nobody sees; a repeated
    /// manifest ends the work.
    private boolean isSealed(SnapshotLocation location, ReceivedManifest received) throws IOException {
        Optional<byte[]> sealed = store.manifest(location);
        sealed.ifPresent(bytes -> requireSame(Sha256.of(bytes), received.digest()));
        return sealed.isPresent();
    }

    private void verifyAndSeal(Upload upload, ReceivedManifest received) throws IOException {
        Path claimed = staging.claim(upload)
                .orElseThrow(() -> new ProblemException(
                        IngestProblem.SNAPSHOT_INCOMPLETE, "Nothing was uploaded for this snapshot"));
        try {
            admission.requireRoom(received.bytes().length);
            verifier.verify(claimed, received.manifest());
            store.seal(received.manifest().location(), claimed, received.bytes());
        } catch (ProblemException e) {
            if (e.code().status() < 500) {
                staging.discard(claimed);
            }
            throw e;
        } catch (FileAlreadyExistsException e) {
            throw conflict(e);
        } finally {
            staging.release(upload, claimed);
        }
    }

    /// A damaged snapshot takes what lacks from the upload, which is checked as any other is.
    private Snapshot repaired(Upload upload, ReceivedManifest received, Registered known) throws IOException {
        if (!known.snapshot().damaged()) {
            return known.snapshot();
        }
        Path claimed = staging.claim(upload)
                .orElseThrow(() -> new ProblemException(
                        ContentProblem.CONTENT_DAMAGED, "Upload its parts again, then the manifest, to repair it"));
        try {
            verifier.verify(claimed, received.manifest());
            repair.from(claimed, received.bytes(), received.manifest().files(), known);
        } finally {
            staging.discard(claimed);
        }
        return register.find(upload.id()).orElse(known).snapshot();
    }

    private void remove(Upload upload) throws IOException {
        Optional<Path> claimed = staging.claim(upload);
        if (claimed.isPresent()) {
            staging.discard(claimed.get());
        }
    }

    private Outcome register(ReceivedManifest received) {
        Snapshot snapshot = received.manifest().toSnapshot(clock.instant().truncatedTo(ChronoUnit.MICROS));
        boolean created = register.register(new Registered(snapshot, received.digest()));
        if (!created) {
            Registered known = register.find(snapshot.id()).orElseThrow(SnapshotIngest::taken);
            requireSame(known.manifest(), received.digest());
            return new Outcome(false, known.snapshot());
        }
        meter.snapshotRegistered();
        LOG.infof(
                "snapshotId=%s server=%s registered entries=%d directories=%d",
                snapshot.id(), snapshot.server(), snapshot.entries(), snapshot.directories());
        return new Outcome(true, snapshot);
    }

    private static void requireSame(Sha256 known, Sha256 received) {
        if (!known.equals(received)) {
            throw taken();
        }
    }

    /// Also where it is a snapshot that the uploader does not see.
    private static ProblemException taken() {
        return new ProblemException(
                IngestProblem.SNAPSHOT_CONFLICT, "This id has a manifest with another content already");
    }

    private static ProblemException conflict(FileAlreadyExistsException e) {
        return new ProblemException(IngestProblem.SNAPSHOT_CONFLICT, "Another upload of this id was sealed first", e);
    }
}
