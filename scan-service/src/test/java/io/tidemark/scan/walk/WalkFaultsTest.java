package io.tidemark.scan.walk;

import io.tidemark.scan.syscall.Errno;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// What goes wrong while a tree is walked is data, and leaves no descriptor open.
class WalkFaultsTest {

    private final Faults faults = new Faults();
    private Path root = Path.of("/");

    @BeforeEach
    void makeTree() throws Exception {
        root = Files.createTempDirectory("faults");
        Files.createDirectories(root.resolve("dir/below"));
        Files.writeString(root.resolve("dir/file"), "12345");
        Files.writeString(root.resolve("dir/other"), "1");
    }

    @AfterEach
    void removeTree() throws Exception {
        Tree.shell(Path.of("/"), "rm -rf '" + root + "' '" + root + "-aside'");
        assertThat(faults.openNow).hasValue(0);
    }

    @ParameterizedTest
    @EnumSource(
            value = Errno.class,
            names = {"EACCES", "EIO", "ESTALE", "ELOOP", "ENOTDIR", "ENAMETOOLONG"})
    void recordsADirectoryThatCannotBeOpened(Errno errno) throws Exception {
        faults.open.put("dir", errno);

        Found found = walk();

        assertThat(found.directory(root.resolve("dir")).error()).isEqualTo(errno.kind());
        assertThat(found.walk.counts().failedDirectories()).isEqualTo(1);
        assertThat(found.entries).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Errno.class,
            names = {"EIO", "ESTALE", "EACCES"})
    void recordsADirectoryThatCannotBeReadToItsEnd(Errno errno) throws Exception {
        faults.read.put("dir", errno);

        Found found = walk();

        assertThat(found.directory(root.resolve("dir")).error()).isEqualTo(errno.kind());
        assertThat(found.walk.counts().failedDirectories()).isEqualTo(1);
        assertThat(found.walk.counts().coverage()).isEqualTo(1 - 1.0 / 2);
    }

    @ParameterizedTest
    @EnumSource(
            value = Errno.class,
            names = {"EIO", "ESTALE", "EACCES", "ELOOP"})
    void recordsAnEntryThatCannotBeExamined(Errno errno) throws Exception {
        faults.examine.put("file", errno);

        Found found = walk();

        assertThat(found.entries).extracting(Found.Entry::name).containsExactly("other");
        assertThat(found.walk.counts().failedEntries()).isEqualTo(1);
        assertThat(found.walk.errors()).singleElement().satisfies(kind -> {
            assertThat(kind.kind()).isEqualTo(errno.kind());
            assertThat(kind.examples().getFirst().path()).isEqualTo(root + "/dir/file");
        });
    }

    @Test
    void followsNoLinkThatSomebodyPutInADirectorysPlaceAfterItWasExamined() throws Exception {
        Path outside = Files.createDirectory(Path.of(root + "-aside"));
        Files.writeString(outside.resolve("secret"), "1");
        faults.beforeOpen.put("dir", () -> {
            rename(root.resolve("dir"), root.resolve("moved"));
            link(root.resolve("dir"), outside);
        });

        Found found = walk();

        assertThat(found.entries).isEmpty();
        assertThat(found.directory(root.resolve("dir")).error()).isEqualTo("changed");
    }

    @Test
    void followsNoLinkWhileADirectoryAndALinkChangePlacesAllTheTime() throws Exception {
        Path outside = Files.createDirectory(Path.of(root + "-aside"));
        Files.writeString(outside.resolve("secret"), "1");
        link(root.resolve("link"), outside);
        AtomicBoolean on = new AtomicBoolean(true);
        Thread swapping = Thread.ofPlatform().start(() -> {
            while (on.get()) {
                rename(root.resolve("dir"), root.resolve("spare"));
                rename(root.resolve("link"), root.resolve("dir"));
                rename(root.resolve("dir"), root.resolve("link"));
                rename(root.resolve("spare"), root.resolve("dir"));
            }
        });

        try {
            for (int i = 0; i < 200; i++) {
                assertThat(walk().entries).extracting(Found.Entry::name).doesNotContain("secret");
            }
        } finally {
            on.set(false);
            swapping.join();
        }
    }

    @Test
    void takesTheSizeThatAGrowingFileHasWhenItIsExamined() throws Exception {
        faults.beforeExamine.put("file", () -> write(root.resolve("dir/file"), "1234567"));

        Found found = walk();

        assertThat(found.entry("file").size()).isEqualTo(7);
    }

    @Test
    void doesNotCallAFailureWhatWasRenamedOrRemovedMeanwhile() throws Exception {
        faults.beforeExamine.put("file", () -> rename(root.resolve("dir/file"), root.resolve("dir/a-new-name")));
        faults.beforeExamine.put("below", () -> rename(root.resolve("dir/below"), root.resolve("dir/elsewhere")));

        Found found = walk();

        assertThat(found.entries).extracting(Found.Entry::name).containsExactly("other");
        assertThat(found.walk.counts().vanished()).isEqualTo(2);
        assertThat(found.walk.counts().coverage()).isEqualTo(1.0);
    }

    @Test
    void leavesNothingOpenWhenItIsCancelledInTheMiddle() throws Exception {
        Tree.shell(root, "for i in $(seq 100); do mkdir -p t/$i/a/b; done");
        AtomicInteger reports = new AtomicInteger();
        AtomicReference<Walk> walk = new AtomicReference<>();
        Pace pace = new Pace() {
            @Override
            public void begin() {}

            @Override
            public void after(int calls) {
                if (reports.incrementAndGet() == 60) {
                    Objects.requireNonNull(walk.get()).cancel();
                }
            }
        };
        Walk cancelled = new Walk(
                new WalkRequest(root, 3, 4, Selection.ALL, Boundaries.ONE_FILESYSTEM, pace),
                faults.kernel(),
                Accounts.read(root.resolve("passwd"), root.resolve("group")),
                thread -> Found.sink(batch -> {}),
                thread -> Found.sink(batch -> {}));
        walk.set(cancelled);

        assertThatThrownBy(cancelled::run).isInstanceOf(CancellationException.class);
    }

    private Found walk() throws Exception {
        return Found.in(root, 2, 16, faults.kernel());
    }

    private static void rename(Path from, Path to) {
        try {
            Files.move(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void link(Path link, Path target) {
        try {
            Files.createSymbolicLink(link, target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
