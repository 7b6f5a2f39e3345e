package io.tidemark.analytics.engine;

import io.tidemark.analytics.source.Arrived;
import io.tidemark.analytics.source.Checksum;
import io.tidemark.analytics.source.Lens;
import io.tidemark.analytics.source.Manifest;
import io.tidemark.analytics.source.Part;
import io.tidemark.analytics.source.PartKind;
import io.tidemark.analytics.source.Snapshot;
import io.tidemark.analytics.source.SnapshotCache;
import io.tidemark.analytics.source.SnapshotUnavailable;
import io.tidemark.analytics.source.Volume;
import io.tidemark.platform.problem.ProblemException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

/// Snapshots as somebody sees them who may see a part: only that part's entries and folders, with
/// roll-ups, counts and summaries of that part alone. A question asked of such a view cannot tell what
/// lies outside, whatever it is.
///
/// A view is made once for each part that somebody may see, beside the snapshot, and goes with it.
public final class Views {
    private static final String ENTRIES = "entries-00000.parquet";
    private static final String DIRECTORIES = "directories-00000.parquet";
    private static final Asker ASKER = Asker.named("views");
    private static final int MOST_KNOWN = 20_000;

    private final Engine engine;
    private final Summaries summaries;
    private final SnapshotCache cache;
    private final ReentrantLock making = new ReentrantLock();
    private final Map<UUID, HeldSnapshot> made = new LinkedHashMap<>(64, 0.75f, true);

    public Views(Engine engine, Summaries summaries, SnapshotCache cache) {
        this.engine = engine;
        this.summaries = summaries;
        this.cache = cache;
    }

    /// The snapshot as far as a lens shows it.
    ///
    /// @param whole is held by the caller for as long as the view is used
    /// @throws SnapshotUnavailable where the view cannot be made now
    HeldSnapshot through(Lens lens, HeldSnapshot whole) throws SnapshotUnavailable {
        if (lens.showsAllOf(whole.snapshot().root())) {
            Volume volume = whole.manifest().volume();
            return volume == null || lens.showsAllOf(volume.mountPoint()) ? whole : whole.withoutVolume();
        }
        if (whole.snapshot().hasFoldersAlone() && !lens.isOfFoldersAlone()) {
            throw new SnapshotUnavailable(Snapshot.FOLDERS_ALONE + ", which do not tell what of it belongs to whom");
        }
        UUID id = UUID.nameUUIDFromBytes((whole.content() + "\n" + lens).getBytes(StandardCharsets.UTF_8));
        making.lock();
        try {
            HeldSnapshot known = made.get(id);
            if (known == null || !Files.isDirectory(known.folder())) {
                known = make(lens, whole, id);
                made.put(id, known);
                forgetOldest();
            }
            return known;
        } catch (IOException | ProblemException e) {
            throw new SnapshotUnavailable("what of it can be seen could not be worked out: " + e.getMessage(), e);
        } finally {
            making.unlock();
        }
    }

    private void forgetOldest() {
        if (made.size() > MOST_KNOWN) {
            made.remove(made.keySet().iterator().next());
        }
    }

    private HeldSnapshot make(Lens lens, HeldSnapshot whole, UUID id) throws IOException, SnapshotUnavailable {
        Path folder = whole.folder().resolve("views").resolve(id.toString());
        Path arriving = Files.createDirectories(folder.resolveSibling(id + ".making"));
        if (whole.snapshot().hasFoldersAlone()) {
            write(ViewSql.ofFoldersAlone(lens), whole, arriving.resolve(DIRECTORIES));
        } else {
            writeBoth(lens, whole, arriving);
        }
        HeldSnapshot bare = described(whole, arriving, id, 0, 0, 0);
        HeldSnapshot counted = engine.ask(
                        whole.snapshot().hasFoldersAlone() ? ViewSql.COUNTS_OF_FOLDERS_ALONE : ViewSql.COUNTS,
                        List.of(bare),
                        ASKER,
                        row -> described(
                                whole,
                                folder,
                                id,
                                row.number("entries"),
                                row.number("directories"),
                                row.number("errors")))
                .getFirst();
        long added = summaries.prepare(bare.snapshot(), new Arrived(arriving, bare.manifest()));
        Files.move(arriving, folder);
        cache.grew(whole.snapshot(), added + counted.snapshot().bytes());
        return counted;
    }

    private void writeBoth(Lens lens, HeldSnapshot whole, Path arriving) throws IOException {
        write(ViewSql.entries(lens), whole, arriving.resolve(ENTRIES));
        HeldSnapshot both = withEntries(whole, arriving);
        write(ViewSql.directories(lens), both, arriving.resolve(DIRECTORIES));
        for (String link : both.files(PartKind.DIRECTORIES)) {
            Files.delete(Path.of(link));
        }
    }

    private void write(Query query, HeldSnapshot over, Path target) throws IOException {
        engine.write(query, List.of(over), ASKER, Layout.SMALL_BLOCKS, fresh(target));
    }

    private static Path fresh(Path file) throws IOException {
        Files.deleteIfExists(file);
        return file;
    }

    /// The folders of the whole with the entries of the view.
    private static HeldSnapshot withEntries(HeldSnapshot whole, Path arriving) throws IOException {
        List<Part> parts = new ArrayList<>(List.of(part(arriving, ENTRIES, PartKind.ENTRIES, 0)));
        int number = 0;
        for (String file : whole.files(PartKind.DIRECTORIES)) {
            String link = String.format(Locale.ROOT, "directories-%05d.parquet", 1 + number++);
            Files.deleteIfExists(arriving.resolve(link));
            Files.createLink(arriving.resolve(link), Path.of(file));
            parts.add(part(arriving, link, PartKind.DIRECTORIES, 0));
        }
        return new HeldSnapshot(with(whole.snapshot(), parts, 0, 0), arriving, whole.manifest());
    }

    private static HeldSnapshot described(
            HeldSnapshot whole, Path folder, UUID id, long entries, long directories, long errors) {
        try {
            Path there = Files.isDirectory(folder) ? folder : folder.resolveSibling(id + ".making");
            List<Part> parts = new ArrayList<>(List.of(part(there, DIRECTORIES, PartKind.DIRECTORIES, directories)));
            if (!whole.snapshot().hasFoldersAlone()) {
                parts.add(part(there, ENTRIES, PartKind.ENTRIES, entries));
            }
            long all = entries + directories;
            Snapshot snapshot = with(whole.snapshot(), parts, all == 0 ? 1 : 1 - (double) errors / all, errors);
            Manifest manifest = new Manifest(
                    whole.manifest().lastAccess(),
                    null,
                    List.of(),
                    whole.manifest().lacking());
            return new HeldSnapshot(snapshot, folder, manifest, id);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Part part(Path folder, String file, PartKind kind, long rows) throws IOException {
        Path path = folder.resolve(file);
        return new Part(file, kind, rows, Files.size(path), Checksum.of(path));
    }

    private static Snapshot with(Snapshot whole, List<Part> parts, double coverage, long errors) {
        return new Snapshot(
                whole.id(),
                whole.server(),
                whole.root(),
                whole.startedAt(),
                whole.finishedAt(),
                coverage,
                errors,
                parts,
                whole.lacking());
    }
}
