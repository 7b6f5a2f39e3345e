package io.tidemark.history.store;

import io.tidemark.history.snapshot.Sha256;
import io.tidemark.history.snapshot.SnapshotLocation;
import io.tidemark.history.snapshot.SnapshotStore;
import io.tidemark.history.snapshot.StoredName;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Snapshots in an S3-compatible store, under the very keys that the folder has. The manifest is the object that makes
/// a snapshot: written last, only where there is none, and removed first. Files that are read are copied to a local
/// folder, in which uploads are staged too.
public final class S3SnapshotStore implements SnapshotStore {

    private static final String PROBES = ".probes/";
    private static final String QUARANTINE = ".quarantine/";

    private final ObjectStore objects;
    private final ContentCache copies;
    private final Path staging;

    /// Makes its folders below `local` where they are missing.
    S3SnapshotStore(ObjectStore objects, Path local, long cacheBytes) throws IOException {
        Path folder = local.toAbsolutePath().normalize();
        this.objects = objects;
        this.copies = new ContentCache(folder.resolve(".copies"), cacheBytes);
        this.staging = Files.createDirectories(folder.resolve(".staging"));
    }

    @Override
    public Path staging() {
        return staging;
    }

    /// Parts that an earlier, interrupted attempt brought are taken as they are. After the manifest it looks once
    /// more whether all are there, for leftovers may be removed at the same moment.
    @Override
    public void seal(SnapshotLocation location, Path upload, byte[] manifest) throws IOException {
        if (objects.head(manifestKey(location)).isPresent()) {
            throw new FileAlreadyExistsException(location.key());
        }
        List<Path> parts = list(upload);
        for (Path part : parts) {
            create(key(location, part), part);
        }
        objects.create(manifestKey(location), manifest);
        requireAll(location, parts);
        for (Path part : parts) {
            copies.take(key(location, part), part);
        }
        Files.delete(upload);
    }

    @Override
    public Optional<byte[]> manifest(SnapshotLocation location) throws IOException {
        return objects.read(manifestKey(location));
    }

    @Override
    public Path file(SnapshotLocation location, StoredName name) throws IOException {
        String key = key(location, name);
        return copies.get(key, target -> objects.fetch(key, target));
    }

    @Override
    public List<SnapshotLocation> sealed() throws IOException {
        return manifests(objects.list("server=")).stream()
                .flatMap(key -> SnapshotLocation.ofKey(key).stream())
                .sorted(Comparator.comparing(SnapshotLocation::key))
                .toList();
    }

    @Override
    public SortedMap<StoredName, Long> files(SnapshotLocation location) throws IOException {
        List<ObjectStore.Item> items = objects.list(location.key() + "/");
        SortedMap<StoredName, Long> found = new TreeMap<>();
        if (manifests(items).isEmpty()) {
            return found;
        }
        for (ObjectStore.Item item : items) {
            String name = item.key().substring(location.key().length() + 1);
            if (StoredName.isValid(name)) {
                found.put(new StoredName(name), item.bytes());
            }
        }
        return found;
    }

    @Override
    public void put(SnapshotLocation location, StoredName name, Path content) throws IOException {
        if (objects.head(manifestKey(location)).isEmpty()) {
            throw new NoSuchFileException(location.key());
        }
        create(key(location, name), content);
    }

    @Override
    public void delete(SnapshotLocation location, StoredName name) throws IOException {
        objects.delete(key(location, name));
        copies.forget(key(location, name));
    }

    @Override
    public void remove(SnapshotLocation location) throws IOException {
        objects.delete(manifestKey(location));
        for (ObjectStore.Item item : objects.list(location.key() + "/")) {
            objects.delete(item.key());
            copies.forget(item.key());
        }
    }

    @Override
    public boolean dropCopy(SnapshotLocation location, StoredName name) throws IOException {
        return copies.forget(key(location, name));
    }

    @Override
    public void quarantine(SnapshotLocation location, StoredName name) throws IOException {
        String key = key(location, name);
        try {
            objects.copy(key, QUARANTINE + key + "." + UUID.randomUUID());
        } catch (NoSuchFileException e) {
            return;
        }
        delete(location, name);
    }

    @Override
    public void reseal(SnapshotLocation location, byte[] manifest) throws IOException {
        objects.put(manifestKey(location), manifest);
    }

    @Override
    public int removeLeftovers(Instant before) throws IOException {
        int removed = objects.abandon(before);
        List<ObjectStore.Item> items = objects.list("server=");
        Set<String> sealed = manifests(items);
        List<ObjectStore.Item> left = items.stream()
                .filter(item -> item.modified().isBefore(before) && !sealed.contains(folderOf(item.key())))
                .collect(Collectors.toList());
        left.addAll(objects.list(PROBES).stream()
                .filter(probe -> probe.modified().isBefore(before))
                .toList());
        for (ObjectStore.Item item : left) {
            objects.delete(item.key());
        }
        return removed + left.size();
    }

    /// The bucket has no end; uploads pass through the local folder, which has one.
    @Override
    public long freeBytes() throws IOException {
        return Files.getFileStore(staging).getUsableSpace();
    }

    @Override
    public void checkWritable() throws IOException {
        String probe = PROBES + UUID.randomUUID();
        objects.put(probe, new byte[] {1});
        objects.delete(probe);
        Files.delete(Files.createTempFile(staging, ".probe", ""));
    }

    private void create(String key, Path content) throws IOException {
        Sha256 digest = digest(content);
        try {
            objects.create(key, content, digest);
        } catch (FileAlreadyExistsException e) {
            boolean same =
                    objects.head(key).map(head -> digest.equals(head.digest())).orElse(false);
            if (!same) {
                throw e;
            }
        }
    }

    private void requireAll(SnapshotLocation location, List<Path> parts) throws IOException {
        SortedMap<StoredName, Long> there = files(location);
        for (Path part : parts) {
            if (!there.containsKey(new StoredName(part.getFileName().toString()))) {
                objects.delete(manifestKey(location));
                throw new IOException("the object store lost " + key(location, part));
            }
        }
    }

    private static Set<String> manifests(List<ObjectStore.Item> items) {
        Set<String> folders = new HashSet<>();
        items.stream()
                .map(ObjectStore.Item::key)
                .filter(key -> key.endsWith("/" + StoredName.MANIFEST))
                .forEach(key -> folders.add(folderOf(key)));
        return folders;
    }

    private static String folderOf(String key) {
        return key.substring(0, Math.max(0, key.lastIndexOf('/')));
    }

    private static String manifestKey(SnapshotLocation location) {
        return location.key() + "/" + StoredName.MANIFEST;
    }

    private static String key(SnapshotLocation location, StoredName name) {
        return location.key() + "/" + name;
    }

    private static String key(SnapshotLocation location, Path part) {
        return key(location, new StoredName(part.getFileName().toString()));
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return List.copyOf(files.collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    private static Sha256 digest(Path file) throws IOException {
        MessageDigest digest = Sha256.newDigest();
        try (var content = Files.newInputStream(file)) {
            byte[] buffer = new byte[128 * 1024];
            for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return Sha256.of(digest);
    }
}
