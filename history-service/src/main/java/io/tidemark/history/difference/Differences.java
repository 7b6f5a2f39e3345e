package io.tidemark.history.difference;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.history.content.Contents;
import io.tidemark.history.content.Digests;
import io.tidemark.history.difference.Description.Item;
import io.tidemark.history.snapshot.Difference;
import io.tidemark.history.snapshot.Part;
import io.tidemark.history.snapshot.PartKind;
import io.tidemark.history.snapshot.Sha256;
import io.tidemark.history.snapshot.Snapshot;
import io.tidemark.history.snapshot.SnapshotId;
import io.tidemark.history.snapshot.SnapshotRegister;
import io.tidemark.history.snapshot.SnapshotRegister.Registered;
import io.tidemark.history.snapshot.StoredName;
import org.jboss.logging.Logger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes the difference of a snapshot to another one, and proves that it gives the snapshot back,
/// before anybody relies on it. Calls block.
public final class Differences implements DifferenceMaker {

    private static final Logger LOG = Logger.getLogger(Differences.class);

    private final SnapshotRegister register;
    private final Contents contents;
    private final DifferenceEngine engine;
    private final ObjectMapper json;

    public Differences(SnapshotRegister register, Contents contents, DifferenceEngine engine, ObjectMapper json) {
        this.register = register;
        this.contents = contents;
        this.engine = engine;
        this.json = json;
    }

    private record One(Item item, Part rebuilt, Path file) {}

    @Override
    public Optional<Made> make(SnapshotId id, SnapshotId base, Path work) throws IOException {
        Optional<Snapshot> target = register.find(id).map(Registered::snapshot);
        Optional<Snapshot> origin = register.find(base).map(Registered::snapshot);
        if (target.isEmpty() || origin.isEmpty()) {
            return Optional.empty();
        }
        try {
            return make(target.get(), origin.get(), work);
        } catch (SQLException e) {
            LOG.warnf(e, "snapshotId=%s stays whole: its difference cannot be made", id);
            return Optional.empty();
        }
    }

    private Optional<Made> make(Snapshot target, Snapshot base, Path work) throws IOException, SQLException {
        long whole = target.parts().stream().mapToLong(Part::bytes).sum();
        List<One> all = new ArrayList<>();
        long kept = 0;
        for (Part part : target.parts()) {
            Optional<One> one = make(target, part, base, work);
            if (one.isEmpty()) {
                return Optional.empty();
            }
            all.add(one.get());
            kept += one.get().item().bytes();
            if (2 * kept > whole) {
                return Optional.empty();
            }
        }
        return Optional.of(described(target.id(), base, all, work, whole));
    }

    private Optional<One> make(Snapshot target, Part part, Snapshot base, Path work) throws IOException, SQLException {
        Optional<Part> basePart = base.part(part.file());
        if (basePart.isEmpty()) {
            return Optional.empty();
        }
        Path from = contents.part(base, part.file());
        Path to = contents.part(target, part.file());
        Path difference = work.resolve(StoredName.ofDifference(part.file()).value());
        Path rebuilt = work.resolve(part.file().value());
        if (!engine.make(part.kind(), from, to, difference)) {
            return Optional.empty();
        }
        engine.rebuild(from, difference, rebuilt);
        String content = engine.content(to);
        if (!content.equals(engine.content(rebuilt))) {
            LOG.errorf("snapshotId=%s file=%s stays whole: it is not rebuilt as it was", target.id(), part.file());
            return Optional.empty();
        }
        Item item = new Item(
                part.file(),
                part.rows(),
                content,
                Files.size(difference),
                Digests.of(difference),
                basePart.get().bytes(),
                basePart.get().sha256());
        Part again = new Part(part.file(), part.kind(), part.rows(), Files.size(rebuilt), Digests.of(rebuilt));
        Files.delete(rebuilt);
        return Optional.of(new One(item, again, difference));
    }

    private Made described(SnapshotId id, Snapshot base, List<One> all, Path work, long whole) throws IOException {
        List<Item> items = all.stream().map(One::item).toList();
        Description description = new Description(id, base.location(), items);
        byte[] written = description.write(json);
        Path file = Files.write(work.resolve(StoredName.DIFFERENCE.value()), written);
        Map<StoredName, Path> files = new LinkedHashMap<>();
        all.forEach(one -> files.put(StoredName.ofDifference(one.item().file()), one.file()));
        files.put(StoredName.DIFFERENCE, file);
        Difference difference = difference(base.id(), description, written);
        long kept = difference.entriesBytes() + difference.directoriesBytes();
        return new Made(difference, all.stream().map(One::rebuilt).toList(), files, whole - kept);
    }

    /// What a description, as it is written in the store, says for the record.
    public static Difference difference(SnapshotId base, Description description, byte[] written) {
        return new Difference(
                base,
                Sha256.of(written),
                description.bytes(PartKind.ENTRIES),
                description.bytes(PartKind.DIRECTORIES) + written.length);
    }
}
