package io.tidemark.launcher.bench;

import io.tidemark.launcher.trouble.Trouble;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/// A tree with a number of files, fifty in each folder and five folders in each but the lowest. Three folders of
/// four were unpacked (all files of the same second, as package managers leave them), one was worked in (within a
/// day, to the microsecond, every second file read later than it was written), some time within three years. Sizes
/// run from nothing to 16 MiB, small ones being the more frequent; most files are holes, so that the disk is not
/// filled. The same number of files gives the same tree. Made once and used again.
final class MadeTree {
    private static final int FILES_PER_FOLDER = 50;
    private static final int FOLDERS_PER_FOLDER = 5;
    private static final int WITH_CONTENT = 8;
    private static final int LARGEST_POWER = 24;
    private static final Instant OLDEST = Instant.parse("2023-01-01T00:00:00Z");
    private static final long SPAN_SECONDS = Duration.ofDays(3 * 365).toSeconds();
    private static final long DAY_MICROS = Duration.ofDays(1).toSeconds() * 1_000_000;
    private static final int READ_WITHIN_DAYS = 30;
    private static final int WORKED_IN = 4;
    private static final List<String> STEMS =
            List.of("report", "invoice", "scan", "backup", "image", "notes", "model", "access", "draft", "export");
    private static final List<String> ENDINGS =
            List.of(".pdf", ".log", ".jpg", ".txt", ".docx", ".xml", ".dat", ".csv", ".tar.gz", "");

    private final Path root;
    private final SplittableRandom random = new SplittableRandom(1);
    private Instant begun = OLDEST;
    private boolean unpacked;

    private MadeTree(Path root) {
        this.root = root;
    }

    /// @param parent where the tree stands, under a name that tells its size
    static Path of(Path parent, int files) {
        Path root = parent.resolve("files-" + files);
        Path done = parent.resolve("files-" + files + ".made");
        try {
            if (!Files.exists(done)) {
                new MadeTree(root).make(files);
                Files.writeString(done, "");
            }
            return root;
        } catch (IOException e) {
            throw Trouble.writing(root, e);
        }
    }

    /// Folders are numbered level by level, so the parent of each stands before it.
    private void make(int files) throws IOException {
        Path folder = root;
        for (int i = 0; i < files; i++) {
            if (i % FILES_PER_FOLDER == 0) {
                folder = Files.createDirectories(folder(i / FILES_PER_FOLDER));
                begun = OLDEST.plusSeconds(random.nextLong(SPAN_SECONDS));
                unpacked = random.nextInt(WORKED_IN) != 0;
            }
            makeFile(folder.resolve(
                    STEMS.get(random.nextInt(STEMS.size())) + "-" + i + ENDINGS.get(random.nextInt(ENDINGS.size()))));
        }
    }

    private Path folder(int number) {
        return number == 0 ? root : folder((number - 1) / FOLDERS_PER_FOLDER).resolve("folder-" + number);
    }

    private void makeFile(Path file) throws IOException {
        long size = random.nextLong(1L << random.nextInt(LARGEST_POWER + 1));
        try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
            if (random.nextInt(WITH_CONTENT) == 0) {
                content.write(1);
            }
            content.setLength(size);
        }
        Instant written = unpacked ? begun : begun.plusNanos(1000 * random.nextLong(DAY_MICROS));
        Instant read = unpacked || random.nextBoolean()
                ? written
                : written.plusNanos(1000 * random.nextLong(READ_WITHIN_DAYS * DAY_MICROS));
        Files.getFileAttributeView(file, BasicFileAttributeView.class)
                .setTimes(FileTime.from(written), FileTime.from(read), null);
    }
}
