package io.tidemark.scan.walk;

import io.tidemark.scan.syscall.Errno;
import io.tidemark.scan.syscall.Syscalls;
import io.tidemark.scan.syscall.SystemCall;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.RandomAccessFile;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

class WalkTest {

    private static final int DESCRIPTORS = 16;

    private final Faults faults = new Faults();
    private Path root = Path.of("/");

    @BeforeEach
    void makeRoot() throws Exception {
        root = Files.createTempDirectory("walk");
    }

    /// By `rm`, which can remove what is nested beyond the longest path.
    @AfterEach
    void removeRoot() throws Exception {
        Tree.shell(Path.of("/"), "rm -rf '" + root + "'");
        assertThat(faults.openNow).hasValue(0);
    }

    @Test
    void findsFilesWithTheirSizesAndExtensions() throws Exception {
        Files.createDirectories(root.resolve("sub"));
        Files.writeString(root.resolve("sub/Report.PDF"), "12345");
        Files.writeString(root.resolve(".hidden"), "1");

        Found found = walk();

        assertThat(found.entries)
                .extracting(Found.Entry::path, Found.Entry::size, Found.Entry::extension, Found.Entry::raw)
                .containsExactlyInAnyOrder(
                        tuple(root + "/sub/Report.PDF", 5L, "pdf", false), tuple(root + "/.hidden", 1L, "", false));
    }

    @Test
    void addsUpWhatLiesInAndBelowEachDirectory() throws Exception {
        Files.createDirectories(root.resolve("a/b/c"));
        Files.writeString(root.resolve("one"), "1");
        Files.writeString(root.resolve("a/two"), "22");
        Files.writeString(root.resolve("a/b/c/four"), "4444");

        Found found = walk();

        Found.Directory a = found.directory(root.resolve("a"));
        assertThat(a.parent()).isEqualTo(root.toString());
        assertThat(a.depth()).isEqualTo(1);
        assertThat(a.files()).isEqualTo(1);
        assertThat(a.size()).isEqualTo(2);
        assertThat(a.totalFiles()).isEqualTo(2);
        assertThat(a.totalDirectories()).isEqualTo(2);
        assertThat(a.totalSize()).isEqualTo(6);
        Found.Directory top = found.directory(root);
        assertThat(top.parent()).isNull();
        assertThat(top.totalSize()).isEqualTo(7);
        assertThat(top.totalDirectories()).isEqualTo(3);
    }

    @Test
    void countsAnInodeWithSeveralNamesOnce() throws Exception {
        Files.writeString(root.resolve("a"), "12345");
        Files.createLink(root.resolve("b"), root.resolve("a"));
        Files.createLink(root.resolve("c"), root.resolve("a"));

        Found found = walk();

        assertThat(found.entries).extracting(Found.Entry::counted).containsExactlyInAnyOrder(true, false, false);
        assertThat(found.walk.counts().sizeBytes()).isEqualTo(5);
        assertThat(found.walk.counts().entries()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void countsAnInodeAtTheFirstByNameOfItsNamesInOneDirectory(int threads) throws Exception {
        Tree.shell(root, "for n in $(seq 50); do mkdir $n; echo x > $n/m; ln $n/m $n/a; ln $n/m $n/z; done");

        Found found = Found.in(root, threads, DESCRIPTORS, faults.kernel());

        assertThat(found.entries.stream().filter(Found.Entry::counted).map(Found.Entry::name))
                .hasSize(50)
                .containsOnly("a");
        assertThat(found.directory(root.resolve("7")).size()).isEqualTo(2);
    }

    @Test
    void countsAnInodeOnceHoweverManyDirectoriesItHasNamesInAndThreadsWalk() throws Exception {
        Tree.shell(
                root,
                "mkdir $(seq 20); for n in $(seq 20); do echo $n > $n/own; for m in $(seq 20); do"
                        + " ln $n/own $m/from-$n; done; done");
        for (int i = 0; i < 20; i++) {

            Found found = Found.in(root, 4, DESCRIPTORS, faults.kernel());

            assertThat(found.entries.stream().filter(Found.Entry::counted)).hasSize(20);
            assertThat(found.directory(root).totalSize()).isEqualTo(9 * 2 + 11 * 3);
            assertThat(found.directories.values().stream()
                            .mapToLong(Found.Directory::size)
                            .sum())
                    .isEqualTo(9 * 2 + 11 * 3);
        }
    }

    @Test
    void walksInTheOrderOfOneThreadWhereThePaceIsForOne() throws Exception {
        Tree.shell(
                root,
                "mkdir $(seq 40); for n in $(seq 40); do mkdir $n/sub; echo $n > $n/sub/own;"
                        + " ln $n/sub/own $((41-n))/from-$n; done");
        Found one = Found.in(root, 1, DESCRIPTORS, faults.kernel());

        Found four = Found.in(paced(4, () -> true), faults.kernel());

        assertThat(four.entries).isEqualTo(one.entries);
        assertThat(four.directories).isEqualTo(one.directories);
    }

    @Test
    void goesOnWithAllThreadsAsSoonAsThePaceIsForThem() throws Exception {
        Tree.shell(root, "for n in $(seq 300); do mkdir -p $n/sub; done");
        AtomicInteger looks = new AtomicInteger();
        Set<String> threads = ConcurrentHashMap.newKeySet();
        faults.beforeOpen.put("sub", () -> {
            threads.add(Thread.currentThread().getName());
            LockSupport.parkNanos(1_000_000);
        });

        Found found = Found.in(paced(4, () -> looks.incrementAndGet() < 20), faults.kernel());

        assertThat(found.directories).hasSize(601);
        assertThat(threads).hasSizeGreaterThan(1);
    }

    private WalkRequest paced(int threads, BooleanSupplier forOne) {
        Pace pace = new Pace() {
            @Override
            public void begin() {}

            @Override
            public void after(int calls) {}

            @Override
            public boolean isForOne() {
                return forOne.getAsBoolean();
            }
        };
        return new WalkRequest(root, threads, DESCRIPTORS, Selection.ALL, Boundaries.ONE_FILESYSTEM, pace);
    }

    @Test
    void tellsAFlightRecordingOfEachDirectoryAndCall() throws Exception {
        Tree.shell(root, "for n in $(seq 30); do mkdir -p $n/below; touch $n/one $n/two; done");
        Path file = Files.createTempFile("flight", ".jfr");
        Found found;
        try (Recording recording = new Recording()) {
            recording.enable("io.tidemark.scan.DirectoryRead").withoutThreshold();
            recording.start();
            found = Found.in(root, 1, DESCRIPTORS, faults.kernel());
            recording.stop();
            recording.dump(file);
        }

        List<RecordedEvent> read = RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().equals("io.tidemark.scan.DirectoryRead"))
                .toList();

        assertThat(read).hasSize(1 + 30 + 30);
        assertThat(read).extracting(event -> event.getInt("depth")).containsOnly(0, 1, 2);
        assertThat(read.stream().mapToInt(event -> event.getInt("names")).sum()).isEqualTo(30 + 30 * 3);
        assertThat(read.stream()
                        .mapToInt(event -> event.getInt("subdirectories"))
                        .sum())
                .isEqualTo(60);
        Map<SystemCall, Long> calls = found.walk.calls();
        // Each file is examined; what has no subdirectories is closed at once.
        assertThat(read.stream()
                        .mapToLong(event -> event.getLong("systemCalls"))
                        .sum())
                .isEqualTo(Objects.requireNonNull(calls.get(SystemCall.GETDENTS64)) + 60 + 30);
        Files.delete(file);
    }

    @Test
    void recordsLinksWithoutFollowingThem() throws Exception {
        Files.createDirectory(root.resolve("dir"));
        Files.createSymbolicLink(root.resolve("dir/loop"), root);
        Files.createSymbolicLink(root.resolve("dangling"), Path.of("nowhere"));

        Found found = walk();

        assertThat(found.entry("loop").type()).isEqualTo(EntryType.SYMLINK.code());
        assertThat(found.walk.counts().symlinks()).isEqualTo(2);
        assertThat(found.directories).hasSize(2);
    }

    @Test
    void tellsPipesAndSocketsApart() throws Exception {
        Tree.shell(root, "mkfifo pipe");
        try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(root.resolve("socket")));

            Found found = walk();

            assertThat(found.entry("pipe").type()).isEqualTo(EntryType.FIFO.code());
            assertThat(found.entry("socket").type()).isEqualTo(EntryType.SOCKET.code());
            assertThat(found.walk.counts().others()).isEqualTo(2);
        }
    }

    @Test
    void staysOnOneFilesystemAndTellsDevicesApart() throws Exception {
        assumeTrue(
                Files.readString(Path.of("/proc/self/mountinfo")).contains(" /dev/pts "),
                "needs something mounted below /dev");

        Found found = Found.in(Path.of("/dev"), 2, DESCRIPTORS, kernel(Map.of(), Map.of()));

        assertThat(found.directory(Path.of("/dev/pts")).error()).isEqualTo(Walk.MOUNT_POINT);
        assertThat(found.entries).extracting(Found.Entry::directory).doesNotContain("/dev/pts");
        assertThat(found.entry("null").type()).isEqualTo(EntryType.CHAR.code());
        assertThat(found.walk.counts().excluded()).isPositive();
        assertThat(found.walk.counts().coverage()).isEqualTo(1.0);
    }

    @Test
    void tellsTheSizeOfASparseFileFromItsPlaceOnDisk() throws Exception {
        try (RandomAccessFile file = new RandomAccessFile(root.resolve("sparse").toFile(), "rw")) {
            file.setLength(1 << 30);
        }

        Found found = walk();

        assertThat(found.entry("sparse").size()).isEqualTo(1 << 30);
        assertThat(found.entry("sparse").allocated()).isZero();
    }

    @Test
    void keepsNamesOfAnyBytes() throws Exception {
        Files.writeString(root.resolve("new\nline"), "");
        Tree.shell(root, "mkdir \"$(printf 'd\\351')\"; : > \"$(printf 'd\\351/caf\\351\\303\\251.TXT')\"");

        Found found = walk();

        assertThat(found.entry("new\nline").raw()).isFalse();
        Found.Entry cafe = found.entry("caf\\xE9é.TXT");
        assertThat(cafe.raw()).isTrue();
        assertThat(cafe.extension()).isEqualTo("txt");
        assertThat(cafe.directory()).isEqualTo(root + "/d\\xE9");
    }

    @Test
    void keepsTimesBefore1970AndAfter2038() throws Exception {
        Tree.shell(root, "touch -d 1923-05-06T07:08:09.123456Z old; touch -d 2101-01-01T00:00:00Z far");
        Instant old = Instant.parse("1923-05-06T07:08:09.123456Z");
        Instant far = Instant.parse("2101-01-01T00:00:00Z");

        Found found = walk();

        assertThat(found.entry("old").modified()).isEqualTo(old.getEpochSecond() * 1_000_000 + 123_456);
        assertThat(found.entry("far").modified()).isEqualTo(far.getEpochSecond() * 1_000_000);
        assertThat(found.directory(root).newestModified()).isEqualTo(far.getEpochSecond() * 1_000_000);
    }

    @Test
    void recordsADirectoryThatCannotBeOpened() throws Exception {
        Files.createDirectories(root.resolve("closed/inside"));
        Files.writeString(root.resolve("open"), "1");

        Found found = walk(Map.of("closed", Errno.EACCES), Map.of());

        assertThat(found.directory(root.resolve("closed")).error()).isEqualTo("permission-denied");
        assertThat(found.walk.counts().failedDirectories()).isEqualTo(1);
        assertThat(found.walk.counts().coverage()).isEqualTo(1 - 1.0 / 3);
        assertThat(found.walk.errors())
                .containsExactly(new ErrorKind(
                        "permission-denied",
                        1,
                        List.of(new ErrorKind.Example(root + "/closed", "cannot open directory: EACCES (13)"))));
    }

    @Test
    void tellsWhatVanishedFromWhatFailed() throws Exception {
        Files.writeString(root.resolve("gone"), "1");
        Files.writeString(root.resolve("bad"), "1");
        Files.writeString(root.resolve("good"), "1");
        Files.createDirectory(root.resolve("gonedir"));

        Found found = walk(Map.of(), Map.of("gone", Errno.ENOENT, "bad", Errno.EIO, "gonedir", Errno.ENOENT));

        assertThat(found.entries).extracting(Found.Entry::name).containsExactly("good");
        assertThat(found.directories).containsOnlyKeys(root.toString());
        assertThat(found.directory(root).totalDirectories()).isZero();
        assertThat(found.walk.counts().vanished()).isEqualTo(2);
        assertThat(found.walk.counts().failedEntries()).isEqualTo(1);
        assertThat(found.walk.counts().coverage()).isEqualTo(1 - 1.0 / 3);
        assertThat(found.walk.errors()).extracting(ErrorKind::kind).containsExactly("input-output", "vanished");
    }

    @Test
    void keepsAHundredExamplesOfEachKindAndTheWholeCount() throws Exception {
        for (int i = 0; i < 130; i++) {
            Files.createDirectory(root.resolve("d" + i));
        }
        Map<String, Errno> closed = new HashMap<>();
        for (int i = 0; i < 130; i++) {
            closed.put("d" + i, Errno.EACCES);
        }

        Found found = walk(closed, Map.of());

        assertThat(found.walk.errors()).singleElement().satisfies(kind -> {
            assertThat(kind.count()).isEqualTo(130);
            assertThat(kind.examples()).hasSize(100);
        });
    }

    @Test
    void shortensTheExamplesOfDeepTrees() {
        ErrorLog log = new ErrorLog();

        log.add("other", ("/" + "y".repeat(5000)).getBytes(StandardCharsets.UTF_8), "message");

        assertThat(log.kinds().getFirst().examples().getFirst().path())
                .hasSize(4096)
                .endsWith("y…");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void reachesWhatIsNestedBeyondTheLongestPathWithFewDescriptors(int threads) throws Throwable {
        Tree.nest(root, "deep-directory", 2000);

        Found found = Found.in(root, threads, DESCRIPTORS, kernel(Map.of(), Map.of()));

        assertThat(found.directories).hasSize(2001);
        assertThat(found.directory(root).totalDirectories()).isEqualTo(2000);
        assertThat(faults.openMost.get()).isLessThan(DESCRIPTORS + 8 * threads);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void comesBackUpADeepBranchWhoseDescriptorsWereGivenUp(int threads) throws Throwable {
        Tree.nest(root, "m", 1000, "a", "z");

        Found found = Found.in(root, threads, DESCRIPTORS, kernel(Map.of(), Map.of()));

        assertThat(found.directories).hasSize(3001);
        assertThat(found.walk.errors()).isEmpty();
        assertThat(faults.openMost.get()).isLessThan(DESCRIPTORS + 8 * threads);
    }

    @Test
    void keepsTheEntriesOfOneDirectoryTogetherByName() throws Exception {
        Files.createDirectories(root.resolve("m"));
        for (String name : List.of("zz", "b", "a.txt", "a", "Z", "ä", "a-very-long-name-1", "a-very-long-name-0")) {
            Files.writeString(root.resolve(name), "");
            Files.writeString(root.resolve("m").resolve(name), "");
        }

        Found found = Found.in(root, 1, DESCRIPTORS, kernel(Map.of(), Map.of()));

        List<String> byName = List.of("Z", "a", "a-very-long-name-0", "a-very-long-name-1", "a.txt", "b", "zz", "ä");
        assertThat(found.entries)
                .extracting(Found.Entry::path)
                .containsExactlyElementsOf(Stream.concat(
                                byName.stream().map(n -> root + "/" + n),
                                byName.stream().map(n -> root + "/m/" + n))
                        .toList());
    }

    @Test
    void readsADirectoryLargerThanAnyBuffer() throws Exception {
        Tree.shell(root, "seq -f 'some-rather-long-file-name-%.0f' 30000 | xargs touch");

        Found found = Found.in(root, 1, DESCRIPTORS, kernel(Map.of(), Map.of()));

        assertThat(found.entries)
                .hasSize(30000)
                .isSortedAccordingTo((a, b) -> a.name().compareTo(b.name()));
    }

    @Test
    void countsWhatDuCounts() throws Exception {
        Tree.shell(root, "mkdir -p a/b c; head -c 100000 /dev/zero > a/b/f; ln a/b/f c/g; ln -s a c/h; mkfifo c/p");

        Found found = walk();

        Counts counts = found.walk.counts();
        assertThat(counts.allocatedBytes() + counts.directoryAllocatedBytes())
                .isEqualTo(
                        Long.parseLong(Tree.shell(root, "du -s -B1 . | cut -f1").strip()));
    }

    @Test
    void refusesARootBehindALink() throws Exception {
        Files.createDirectories(root.resolve("real/inside"));
        Files.createSymbolicLink(root.resolve("link"), root.resolve("real"));

        assertThatThrownBy(() -> Found.in(root.resolve("link/inside"), 1, DESCRIPTORS, kernel(Map.of(), Map.of())))
                .isInstanceOf(RootUnusable.class)
                .hasMessageContaining("symbolic link");
    }

    @Test
    void endsWhenAskedTo() throws Exception {
        Walk walk = new Walk(
                new WalkRequest(root, 2, DESCRIPTORS),
                kernel(Map.of(), Map.of()),
                Accounts.read(root.resolve("passwd"), root.resolve("group")),
                thread -> Found.sink(batch -> {}),
                thread -> Found.sink(batch -> {}));

        walk.cancel();

        assertThatThrownBy(walk::run).isInstanceOf(CancellationException.class);
    }

    @Test
    void endsWithTheCauseWhenASinkFails() throws Exception {
        IllegalStateException full = new IllegalStateException("full");
        Walk walk = new Walk(
                new WalkRequest(root, 2, DESCRIPTORS),
                kernel(Map.of(), Map.of()),
                Accounts.read(root.resolve("passwd"), root.resolve("group")),
                thread -> Found.sink(batch -> {}),
                thread -> Found.sink(batch -> {
                    throw full;
                }));

        assertThatThrownBy(walk::run).isInstanceOf(WalkAborted.class).hasCause(full);
    }

    @Test
    void countsEachSystemCall() throws Exception {
        Files.createDirectories(root.resolve("a/b"));
        Files.writeString(root.resolve("a/b/file"), "1");

        Found found = Found.in(root, 1, DESCRIPTORS, kernel(Map.of(), Map.of()));

        int toRoot = root.getNameCount() + 1;
        assertThat(found.walk.calls())
                .containsOnly(
                        entry(SystemCall.OPENAT, toRoot + 3L),
                        entry(SystemCall.GETDENTS64, 6L),
                        entry(SystemCall.STATX, 1L + 3L),
                        entry(SystemCall.CLOSE, toRoot + 3L),
                        entry(SystemCall.OTHER, 0L));
    }

    @Test
    void tellsThePaceOfEveryCallSoonAfterItWasMade() throws Exception {
        Tree.shell(root, "mkdir d; seq 3000 | xargs touch; cd d; seq 10 | xargs touch");
        List<Integer> told = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger begun = new AtomicInteger();
        Pace pace = new Pace() {
            @Override
            public void begin() {
                begun.incrementAndGet();
            }

            @Override
            public void after(int calls) {
                told.add(calls);
            }
        };

        Found found = Found.in(request(3, Selection.ALL, pace), kernel(Map.of(), Map.of()));

        long beforeThreads = 2L * root.getNameCount() + 4;
        long made = found.walk.calls().values().stream().mapToLong(n -> n).sum();
        assertThat(begun).hasValue(3);
        assertThat(told.stream().mapToLong(n -> n).sum()).isBetween(made - beforeThreads - 2, made - beforeThreads);
        assertThat(told).allSatisfy(calls -> assertThat(calls).isBetween(1, 256));
    }

    @Test
    void leavesAccessTimesAsTheyAre() throws Exception {
        Tree.shell(root, "mkdir -p a/b; touch a/b/file; touch -a -d 2001-01-01 . a a/b a/b/file");

        Found found = walk();

        assertThat(Tree.shell(root, "stat -c %X . a a/b a/b/file | sort -u").strip())
                .isEqualTo(Tree.shell(root, "date -d 2001-01-01 +%s").strip());
        assertThat(found.walk.noAccessTime()).isEqualTo(new NoAccessTime(NoAccessTime.Mode.NOATIME, 0));
    }

    @Test
    void tellsWhereTheKernelRefusesToLeaveNoTrace() throws Exception {
        Files.createDirectories(root.resolve("mine/theirs"));

        faults.traced.add("theirs");
        Found some = walk();
        faults.traced.addAll(List.of(".", "mine"));
        Found all = walk();

        assertThat(some.directories).hasSize(3);
        assertThat(some.walk.noAccessTime()).isEqualTo(new NoAccessTime(NoAccessTime.Mode.MIXED, 1));
        assertThat(all.walk.noAccessTime()).isEqualTo(new NoAccessTime(NoAccessTime.Mode.FALLBACK, 3));
        assertThat(all.walk.errors()).isEmpty();
    }

    @Test
    void leavesOutWhatIsNotSelected() throws Exception {
        Files.createDirectories(root.resolve("keep"));
        Files.createDirectories(root.resolve("drop/inside"));
        Files.writeString(root.resolve("keep/one"), "1");
        Files.write(root.resolve("keep/drop"), new byte[5000]);
        Files.createLink(root.resolve("keep/drop-too"), root.resolve("keep/one"));
        Selection selection =
                path -> (name, isDirectory) -> !new String(name, StandardCharsets.UTF_8).startsWith("drop");

        Found found = Found.in(request(2, selection, Pace.UNLIMITED), kernel(Map.of(), Map.of()));

        assertThat(found.entries).extracting(Found.Entry::name).containsExactly("one");
        assertThat(found.directories)
                .containsOnlyKeys(
                        root.toString(),
                        root.resolve("keep").toString(),
                        root.resolve("drop").toString());
        assertThat(found.directory(root.resolve("drop")).error()).isEqualTo("excluded");
        assertThat(found.directory(root).totalDirectories()).isEqualTo(2);
        Counts counts = found.walk.counts();
        assertThat(counts.excluded()).isEqualTo(3);
        assertThat(counts.excludedBytes()).isEqualTo(5000);
        assertThat(counts.excludedAllocatedBytes()).isEqualTo(8192);
        assertThat(counts.excludedUnknown()).isEqualTo(2);
        assertThat(counts.coverage()).isEqualTo(1.0);
        assertThat(counts.allocatedBytes() + counts.directoryAllocatedBytes()).isEqualTo(du("-B1 --exclude='drop*'"));
    }

    @Test
    void tellsTheSelectionTheRawPathBelowTheRoot() throws Exception {
        Tree.shell(root, "mkdir -p \"$(printf 'd\\351')/e\"");
        List<String> told = Collections.synchronizedList(new ArrayList<>());
        Selection selection = path -> {
            told.add(new String(path, StandardCharsets.ISO_8859_1));
            return Selection.Inside.ALL;
        };

        Found.in(request(2, selection, Pace.UNLIMITED), kernel(Map.of(), Map.of()));

        assertThat(told).containsExactlyInAnyOrder("", "d\u00e9", "d\u00e9/e");
    }

    private WalkRequest request(int threads, Selection selection, Pace pace) {
        return new WalkRequest(root, threads, DESCRIPTORS, selection, Boundaries.ONE_FILESYSTEM, pace);
    }

    private long du(String options) throws Exception {
        return Long.parseLong(
                Tree.shell(root, "du -s " + options + " . | cut -f1").strip());
    }

    private Found walk() throws Exception {
        return walk(Map.of(), Map.of());
    }

    private Found walk(Map<String, Errno> open, Map<String, Errno> examine) throws Exception {
        return Found.in(root, 2, DESCRIPTORS, kernel(open, examine));
    }

    private Supplier<Syscalls> kernel(Map<String, Errno> open, Map<String, Errno> examine) {
        faults.open.putAll(open);
        faults.examine.putAll(examine);
        return faults.kernel();
    }
}
