package io.tidemark.scan.publish;

import io.tidemark.platform.client.ServiceRefused;
import io.tidemark.platform.client.ServiceUnavailable;
import io.tidemark.scan.snapshot.Manifest;
import io.tidemark.scan.snapshot.SnapshotFolder;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/// Brings what the spools hold to history: samples first, for they are small and age fast, then snapshots, oldest
/// first.
/// {@link #deliverAll} is for one thread; {@link #trouble} for any.
public final class Courier {

    private static final System.Logger LOG = System.getLogger(Courier.class.getName());

    /// Answers that say nothing about the content: about this agent's rights, about a history that is not this one.
    private static final Set<Integer> NOT_ABOUT_CONTENT = Set.of(401, 403, 404, 405, 408);

    private final History history;
    private final SnapshotSpool snapshots;
    private final SampleSpool samples;
    private final Consumer<Delivery> onSnapshot;
    private volatile @Nullable String trouble;

    /// @param onSnapshot told of each snapshot once it left the spool
    public Courier(History history, SnapshotSpool snapshots, SampleSpool samples, Consumer<Delivery> onSnapshot) {
        this.history = history;
        this.snapshots = snapshots;
        this.samples = samples;
        this.onSnapshot = onSnapshot;
    }

    /// Delivers until nothing waits.
    ///
    /// @return false when it had to stop early; {@link #trouble} then says why
    public boolean deliverAll() {
        try {
            deliverSamples();
            deliverSnapshots();
            trouble = null;
            return true;
        } catch (ServiceUnavailable e) {
            trouble = "history cannot be reached: " + e.getMessage();
        } catch (ServiceRefused e) {
            trouble = "history does not accept this agent: " + e.getMessage();
        } catch (IOException e) {
            trouble = "the spool cannot be read: " + e;
        }
        LOG.log(System.Logger.Level.WARNING, "delivery waits: {0}", trouble);
        return false;
    }

    /// Why delivery does not work at present.
    public Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    private void deliverSamples() throws IOException {
        Optional<SampleSpool.Segment> segment = samples.oldest();
        while (segment.isPresent()) {
            deliver(segment.get());
            segment = samples.oldest();
        }
    }

    private void deliver(SampleSpool.Segment segment) throws IOException {
        try {
            if (!segment.samples().isEmpty()) {
                history.addSamples(segment.samples());
            }
            samples.remove(segment);
        } catch (ServiceRefused e) {
            throwUnlessAboutContent(e);
            LOG.log(System.Logger.Level.ERROR, "samples refused, set aside: {0}", e.getMessage());
            samples.refuse(segment);
        }
    }

    private void deliverSnapshots() throws IOException {
        for (UUID id : snapshots.waiting()) {
            Delivery delivery = deliver(id);
            switch (delivery) {
                case Delivery.Delivered delivered -> snapshots.remove(id);
                case Delivery.Refused refused -> {
                    LOG.log(System.Logger.Level.ERROR, "snapshotId={0} refused, set aside: {1}", id, refused.problem());
                    snapshots.refuse(id, refused.problem());
                }
            }
            onSnapshot.accept(delivery);
        }
    }

    private Delivery deliver(UUID id) throws IOException {
        Path folder = snapshots.folder(id);
        Manifest manifest;
        try {
            manifest = SnapshotFolder.manifest(folder);
        } catch (IOException e) {
            return new Delivery.Refused(id, "the spooled manifest cannot be read: " + e.getMessage());
        }
        try {
            for (Manifest.Part part : manifest.files()) {
                history.putPart(id, folder.resolve(part.file()), part.sha256());
            }
            history.register(id, folder.resolve(SnapshotFolder.MANIFEST));
            return new Delivery.Delivered(id);
        } catch (ServiceRefused e) {
            throwUnlessAboutContent(e);
            return new Delivery.Refused(id, String.valueOf(e.getMessage()));
        } catch (NoSuchFileException e) {
            return new Delivery.Refused(id, "a spooled file is missing: " + e.getMessage());
        }
    }

    private static void throwUnlessAboutContent(ServiceRefused e) {
        if (NOT_ABOUT_CONTENT.contains(e.status())) {
            throw e;
        }
    }
}
