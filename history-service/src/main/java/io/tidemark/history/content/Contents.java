package io.tidemark.history.content;

import io.tidemark.history.snapshot.Difference;
import io.tidemark.history.snapshot.Part;
import io.tidemark.history.snapshot.PartName;
import io.tidemark.history.snapshot.Sha256;
import io.tidemark.history.snapshot.Snapshot;
import io.tidemark.history.snapshot.SnapshotLocation;
import io.tidemark.history.snapshot.SnapshotRegister;
import io.tidemark.history.snapshot.SnapshotRegister.Registered;
import io.tidemark.history.snapshot.SnapshotStore;
import io.tidemark.history.snapshot.StoredName;
import io.tidemark.history.snapshot.UnsoundFileException;
import io.tidemark.platform.problem.ProblemException;
import org.jboss.logging.Logger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// The only way to the content of registered snapshots. Whatever it gives was read and found to be what
/// was sealed, now or a while ago and not touched since. Calls block.
public final class Contents {

    private static final Logger LOG = Logger.getLogger(Contents.class);
    private static final String MANIFEST = StoredName.MANIFEST;

    private static final Duration SHORTLY = Duration.ofSeconds(1);

    /// @param problem empty where it is sound
    /// @param rebuilt whether its bytes are others than they were
    private record Reading(Optional<String> problem, boolean rebuilt) {}

    private final SnapshotStore store;
    private final SnapshotRegister register;
    private final DamageLog log;
    private final ContentMeter meter;
    private final Known known;
    private final InstantSource clock;

    /// @param known what of it is given without being read again
    public Contents(
            SnapshotStore store,
            SnapshotRegister register,
            DamageLog log,
            ContentMeter meter,
            Known known,
            InstantSource clock) {
        this.store = store;
        this.register = register;
        this.log = log;
        this.meter = meter;
        this.known = known;
        this.clock = clock;
    }

    /// A local file with the content of a part.
    ///
    /// @throws ProblemException 409 `content-damaged` when it is not what was sealed; it is set aside
    /// then. 503 `content-rebuilt` when it is, but was rebuilt in other bytes than `snapshot` says; the
    /// record has the new ones
    /// @throws NoSuchFileException when the record has no such part any longer
    public Path part(Snapshot snapshot, PartName name) throws IOException {
        Part part = snapshot.part(name).orElseThrow(() -> new NoSuchFileException(name.value()));
        if (isTrusted(snapshot, part)) {
            return file(snapshot, name);
        }
        Reading reading = reading(snapshot, part, Pace.FREE);
        if (reading.problem().isPresent()) {
            requireAsTold(snapshot);
            throw damaged(snapshot, new Damage(name.value(), reading.problem().get()));
        }
        if (reading.rebuilt()) {
            throw rebuilt();
        }
        return file(snapshot, name);
    }

    /// The manifest's bytes exactly as they were sealed.
    ///
    /// @throws ProblemException 409 `content-damaged` when they are not
    /// @throws NoSuchFileException when the record has no such snapshot any longer
    public byte[] manifest(Snapshot snapshot) throws IOException {
        Registered registered = register.find(snapshot.id()).orElseThrow(() -> new NoSuchFileException(MANIFEST));
        byte[] manifest = store.manifest(registered.snapshot().location()).orElse(new byte[0]);
        if (!Sha256.of(manifest).equals(registered.manifest())) {
            throw damaged(snapshot, manifestProblem(manifest));
        }
        return manifest;
    }

    /// Reads all of a snapshot, whatever was read before. What is damaged is set aside, and the
    /// snapshot marked; one that was damaged and has all its content again is sound from then on.
    ///
    /// @return what is damaged
    public List<Damage> inspect(Registered registered, Pace pace) throws IOException {
        List<Damage> damages = new ArrayList<>();
        Snapshot snapshot = registered.snapshot();
        SnapshotLocation location = snapshot.location();
        byte[] manifest = store.manifest(location).orElse(new byte[0]);
        if (!Sha256.of(manifest).equals(registered.manifest())) {
            damages.add(manifestProblem(manifest));
        }
        for (Part part : snapshot.parts()) {
            dropRebuilt(snapshot, part);
            reading(snapshot, part, pace)
                    .problem()
                    .ifPresent(problem -> damages.add(new Damage(part.file().value(), problem)));
        }
        if (!damages.isEmpty() && isOutdated(snapshot)) {
            return inspect(register.find(snapshot.id()).orElse(registered), pace);
        }
        if (damages.isEmpty()) {
            noteSound(snapshot);
        } else if (!setAside(snapshot, damages)) {
            return List.of();
        }
        return damages;
    }

    /// Who was told of the whole file a moment before it became a difference has not found damage.
    private void requireAsTold(Snapshot snapshot) {
        if (isOutdated(snapshot)) {
            throw rebuilt();
        }
    }

    private boolean isOutdated(Snapshot snapshot) {
        return register.find(snapshot.id())
                .filter(now -> !Objects.equals(now.snapshot().difference(), snapshot.difference()))
                .isPresent();
    }

    private static ProblemException rebuilt() {
        return new ProblemException(ContentProblem.CONTENT_REBUILT, "Ask for the snapshot again").retryAfter(SHORTLY);
    }

    /// In the form that the record knows.
    private Path file(Snapshot snapshot, PartName name) throws IOException {
        return snapshot.difference() == null
                ? store.part(snapshot.location(), name)
                : store.rebuilt(snapshot.location(), name);
    }

    private boolean isTrusted(Snapshot snapshot, Part part) throws IOException {
        try {
            return known.trusts(file(snapshot, part.file()), part.sha256());
        } catch (NoSuchFileException | UnsoundFileException e) {
            return false;
        }
    }

    /// Whoever looks at everything wants it rebuilt from what is kept.
    private void dropRebuilt(Snapshot snapshot, Part part) throws IOException {
        if (snapshot.difference() != null) {
            store.dropCopy(snapshot.location(), StoredName.of(part.file()));
        }
    }

    /// A local copy of what is kept elsewhere, or was rebuilt, gets a second chance.
    private Reading reading(Snapshot snapshot, Part part, Pace pace) throws IOException {
        SnapshotLocation location = snapshot.location();
        try {
            Optional<String> problem = read(snapshot, part, pace);
            if (problem.isPresent() && store.dropCopy(location, StoredName.of(part.file()))) {
                problem = read(snapshot, part, pace);
                return problem.isPresent() && isDescribed(snapshot)
                        ? rebuilt(snapshot, part)
                        : new Reading(problem, false);
            }
            return new Reading(problem, false);
        } catch (NoSuchFileException e) {
            return new Reading(Optional.of("it is missing"), false);
        } catch (UnsoundFileException e) {
            return new Reading(Optional.ofNullable(e.getMessage()), false);
        }
    }

    /// Whether it is the registered difference that it is rebuilt from. The store gives rebuilt parts
    /// only when their rows are right: then it is another version of the engine that writes them in
    /// other bytes.
    private boolean isDescribed(Snapshot snapshot) throws IOException {
        Difference difference = snapshot.difference();
        return difference != null
                && Digests.of(store.file(snapshot.location(), StoredName.DIFFERENCE))
                        .equals(difference.description());
    }

    private Reading rebuilt(Snapshot snapshot, Part part) throws IOException {
        Path file = file(snapshot, part.file());
        Part now = new Part(part.file(), part.kind(), part.rows(), Files.size(file), Digests.of(file));
        List<Part> parts = snapshot.parts().stream()
                .map(one -> one.equals(part) ? now : one)
                .toList();
        register.restate(snapshot.id(), snapshot.difference(), parts);
        LOG.infof("snapshotId=%s file=%s is rebuilt in other bytes from now on", snapshot.id(), part.file());
        return new Reading(Optional.empty(), true);
    }

    private Optional<String> read(Snapshot snapshot, Part part, Pace pace) throws IOException {
        Path file = file(snapshot, part.file());
        known.forget(file);
        Optional<String> problem = Digests.problem(file, part, pace, meter::read);
        if (problem.isEmpty()) {
            known.trust(file, part.sha256());
        }
        return problem;
    }

    private void noteSound(Snapshot snapshot) {
        if (log.sound(snapshot, now())) {
            meter.repaired();
            LOG.infof("snapshotId=%s is sound again", snapshot.id());
        }
    }

    private IOException damaged(Snapshot snapshot, Damage damage) throws IOException {
        if (!setAside(snapshot, List.of(damage))) {
            return new NoSuchFileException(damage.file());
        }
        throw new ProblemException(
                ContentProblem.CONTENT_DAMAGED,
                damage.file() + " of snapshot '" + snapshot.id() + "' is damaged: " + damage.problem());
    }

    /// The record first, so that nobody is told that a file is there which was just taken away.
    private boolean setAside(Snapshot snapshot, List<Damage> damages) throws IOException {
        if (!log.damaged(snapshot, damages, now())) {
            return false;
        }
        for (Damage damage : damages) {
            // what a manifest should be is known, so it is replaced, never missed
            if (!damage.file().equals(MANIFEST)) {
                store.quarantine(snapshot.location(), new StoredName(damage.file()));
            }
            if (!snapshot.damaged()) {
                meter.damageFound();
            }
            LOG.errorf(
                    "snapshotId=%s server=%s file=%s damaged: %s",
                    snapshot.id(), snapshot.server(), damage.file(), damage.problem());
        }
        return true;
    }

    private static Damage manifestProblem(byte[] found) {
        return new Damage(MANIFEST, found.length == 0 ? "it is missing" : "its SHA-256 is not that of what was sealed");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
