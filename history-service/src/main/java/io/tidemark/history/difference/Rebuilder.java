package io.tidemark.history.difference;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.history.content.Digests;
import io.tidemark.history.difference.Description.Item;
import io.tidemark.history.snapshot.Part;
import io.tidemark.history.snapshot.PartName;
import io.tidemark.history.snapshot.SnapshotLocation;
import io.tidemark.history.snapshot.SnapshotStore;
import io.tidemark.history.snapshot.StoredName;
import io.tidemark.history.snapshot.UnsoundFileException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;

/// Rebuilds parts from what a store has. What it uses is held against the SHA-256 in the description
/// first, and what it made against the checksum of its rows. Calls block.
public final class Rebuilder {

    private final SnapshotStore store;
    private final DifferenceEngine engine;
    private final ObjectMapper json;

    public Rebuilder(SnapshotStore store, DifferenceEngine engine, ObjectMapper json) {
        this.store = store;
        this.engine = engine;
        this.json = json;
    }

    /// What describes the difference of a snapshot; empty where nothing does.
    ///
    /// @throws UnsoundFileException when it is no description
    public Optional<Description> description(SnapshotLocation location) throws IOException {
        try {
            byte[] content = Files.readAllBytes(store.file(location, StoredName.DIFFERENCE));
            return Optional.of(Description.read(json, content, location.id())
                    .orElseThrow(() -> new UnsoundFileException("the description of its difference cannot be read")));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /// Writes a part anew to the file `target`, which does not exist.
    ///
    /// @throws NoSuchFileException when the snapshot has no such part
    /// @throws UnsoundFileException when what it is made of is not what it was, or what comes out is not
    public void rebuild(SnapshotLocation location, Description description, PartName part, Path target)
            throws IOException {
        Item item = description.item(part).orElseThrow(() -> new NoSuchFileException(part.value()));
        Path difference = sound(location, StoredName.ofDifference(part), item.kept(), "its difference");
        SnapshotLocation baseLocation = description.baseLocation();
        Path base = sound(baseLocation, StoredName.of(part), item.baseKept(), "its base " + baseLocation.id());
        try {
            engine.rebuild(base, difference, target);
            if (!engine.content(target).equals(item.content())) {
                throw new UnsoundFileException("its rows are not what they were when they are rebuilt");
            }
        } catch (SQLException e) {
            throw new IOException("it cannot be rebuilt: " + e.getMessage(), e);
        }
    }

    /// Whether the file with the difference of a part is what it was.
    public boolean isSound(SnapshotLocation location, Item item) throws IOException {
        try {
            sound(location, StoredName.ofDifference(item.file()), item.kept(), "its difference");
            return true;
        } catch (UnsoundFileException e) {
            return false;
        }
    }

    /// A local copy of what is kept elsewhere gets a second chance.
    private Path sound(SnapshotLocation location, StoredName name, Part kept, String what) throws IOException {
        Optional<String> problem = problem(location, name, kept);
        if (problem.isPresent() && store.dropCopy(location, name)) {
            problem = problem(location, name, kept);
        }
        if (problem.isPresent()) {
            throw new UnsoundFileException(what + " is damaged: " + problem.get());
        }
        return store.file(location, name);
    }

    private Optional<String> problem(SnapshotLocation location, StoredName name, Part kept) throws IOException {
        try {
            return Digests.problem(store.file(location, name), kept);
        } catch (NoSuchFileException e) {
            return Optional.of("it is missing");
        }
    }
}
