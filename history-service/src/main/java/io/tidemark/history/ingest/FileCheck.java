package io.tidemark.history.ingest;

import io.tidemark.history.content.Digests;
import io.tidemark.history.content.Known;
import io.tidemark.history.snapshot.Manifest;
import io.tidemark.history.snapshot.Part;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Checks the files of an upload as files: the very ones the manifest names, their sizes and digests, and that their
/// ends are those of Parquet files with a footer of sane size.
public final class FileCheck {

    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final int TAIL = 8;
    private static final int MAX_FOOTER_BYTES = 64 << 20;

    private final Known known;

    /// @param known parts whose digest was taken as they came
    public FileCheck(Known known) {
        this.known = known;
    }

    void check(Path upload, Manifest manifest) throws IOException {
        requireAllThere(upload, manifest);
        Findings findings = new Findings();
        for (Part part : manifest.files()) {
            check(upload.resolve(part.file().value()), part, findings);
        }
        findings.refuse(IngestProblem.SNAPSHOT_DAMAGED);
    }

    private static void requireAllThere(Path upload, Manifest manifest) throws IOException {
        Set<String> named = manifest.files().stream()
                .map(part -> part.file().value())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> found = names(upload);
        Findings missing = new Findings();
        named.stream().filter(name -> !found.contains(name)).forEach(name -> missing.add(name + " was not uploaded"));
        missing.refuse(IngestProblem.SNAPSHOT_INCOMPLETE);
        Findings extra = new Findings();
        found.stream().filter(name -> !named.contains(name)).forEach(name -> extra.add("the manifest has no " + name));
        extra.refuse(IngestProblem.SNAPSHOT_DAMAGED);
    }

    private static Set<String> names(Path upload) throws IOException {
        try (Stream<Path> files = Files.list(upload)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private void check(Path file, Part part, Findings findings) throws IOException {
        findings.requireEqual("size of " + part.file(), part.bytes(), Files.size(file));
        if (!known.trusts(file, part.sha256())) {
            findings.requireEqual("SHA-256 of " + part.file(), part.sha256(), Digests.of(file));
        }
        if (!endsLikeParquet(file)) {
            findings.add(part.file() + " is no Parquet file");
        }
    }

    /// The last eight bytes are the footer's length, little-endian, and the magic.
    private static boolean endsLikeParquet(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            if (channel.size() < MAGIC.length + TAIL) {
                return false;
            }
            ByteBuffer tail = ByteBuffer.allocate(TAIL).order(ByteOrder.LITTLE_ENDIAN);
            while (tail.hasRemaining() && channel.read(tail, channel.size() - TAIL + tail.position()) >= 0) {
                // reads until the tail is whole
            }
            int footer = tail.getInt(0);
            boolean magic = ByteBuffer.wrap(MAGIC).equals(tail.slice(4, MAGIC.length));
            return magic && footer > 0 && footer <= Math.min(MAX_FOOTER_BYTES, channel.size() - TAIL - MAGIC.length);
        }
    }
}
