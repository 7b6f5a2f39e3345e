package io.tidemark.scan.walk;

import io.tidemark.scan.syscall.LinuxSyscalls;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ResumeTest {

    @TempDir
    Path root;

    /// Rows as text, in the order in which they came, and where the walk was when it was cut off.
    private final List<String> entries = Collections.synchronizedList(new ArrayList<>());

    private final List<String> directories = Collections.synchronizedList(new ArrayList<>());
    private byte[] state = new byte[0];

    @BeforeEach
    void makeTree() throws Exception {
        Tree.shell(root, """
                for a in a b c d; do for b in 1 2 3 4 5; do mkdir -p $a/$b/deep/er
                  for f in x y z; do echo $a$b$f > $a/$b/$f; echo $f > $a/$b/deep/er/$f.txt; done; done; done
                ln a/1/x d/5/link; ln b/2/y b/2/yy; ln b/2/y a/3/deep/y; mkfifo c/pipe; ln -s x c/3/s
                """);
    }

    /// Cuts a walk off at each checkpoint, which comes after every `step` directories and entries.
    private final class Cutting implements Checkpoints {
        private final Walk walk;
        private final long from;
        private final int step;

        Cutting(Walk walk, int step) {
            this.walk = walk;
            this.from = walk.counters.found();
            this.step = step;
        }

        @Override
        public boolean isDue(LongSupplier found) {
            return found.getAsLong() - from >= step;
        }

        @Override
        public void take(LongSupplier found, State where) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            where.write(new DataOutputStream(bytes));
            state = bytes.toByteArray();
            walk.cancel();
        }
    }

    private Walk newWalk(int threads) throws IOException {
        return new Walk(
                new WalkRequest(root, threads, 4),
                LinuxSyscalls::new,
                Accounts.read(Path.of("/etc/passwd"), Path.of("/etc/group")),
                thread -> Found.sink(this::keep),
                thread -> Found.sink(this::keep));
    }

    private void keep(EntryBatch batch) {
        for (int i = 0; i < batch.rows; i++) {
            entries.add(new String(batch.directory[i], UTF_8) + "/" + new String(batch.name[i], UTF_8) + " "
                    + batch.size[i] + (batch.counted[i] ? " counted" : ""));
        }
        batch.rows = 0;
    }

    private void keep(DirectoryBatch batch) {
        for (int i = 0; i < batch.rows; i++) {
            directories.add("%s %d %d %d %d %d %d %s"
                    .formatted(
                            new String(batch.path[i], UTF_8),
                            batch.depth[i],
                            batch.direct[i].directories(),
                            batch.subtree[i].files(),
                            batch.subtree[i].directories(),
                            batch.subtree[i].size(),
                            batch.subtree[i].newestModified(),
                            batch.error[i] == null ? "" : new String(batch.error[i], UTF_8)));
        }
        batch.rows = 0;
    }

    /// Walks to the end, however often it is cut off; answers the last walk.
    private Walk walkInPieces(int threads, int step) throws Exception {
        Walk walk = newWalk(threads);
        while (!ends(walk, step)) {
            walk = newWalk(threads);
            walk.restore(saved());
        }
        return walk;
    }

    private boolean ends(Walk walk, int step) throws Exception {
        try {
            walk.run(new Cutting(walk, step));
            return true;
        } catch (CancellationException e) {
            return false;
        }
    }

    private DataInput saved() {
        return new DataInputStream(new ByteArrayInputStream(state));
    }

    @Test
    void deliversTheSameRowsInTheSameOrder() throws Exception {
        newWalk(1).run();
        List<String> wholeEntries = List.copyOf(entries);
        List<String> wholeDirectories = List.copyOf(directories);
        entries.clear();
        directories.clear();

        Walk last = walkInPieces(1, 1);

        assertThat(entries).isEqualTo(wholeEntries);
        assertThat(directories).isEqualTo(wholeDirectories);
        assertThat(last.counts().entries()).isEqualTo(entries.size());
        assertThat(last.counts().directories()).isEqualTo(directories.size());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 40})
    void deliversTheSameRowsFromSeveralThreads(int step) throws Exception {
        Walk whole = newWalk(1);
        whole.run();
        List<String> wholeEntries = uncounted();
        List<String> names =
                directories.stream().map(d -> d.split(" ", -1)[0]).sorted().toList();
        entries.clear();
        directories.clear();

        Walk last = walkInPieces(3, step);

        assertThat(uncounted()).isEqualTo(wholeEntries);
        assertThat(directories.stream().map(d -> d.split(" ", -1)[0]).sorted()).isEqualTo(names);
        assertThat(last.counts()).isEqualTo(whole.counts());
    }

    /// Which of an inode's names counts depends on which thread comes first.
    private List<String> uncounted() {
        return entries.stream().map(e -> e.replace(" counted", "")).sorted().toList();
    }

    @Test
    void goesOnWithFewerThreads() throws Exception {
        Walk first = newWalk(4);
        assertThat(ends(first, 20)).isFalse();
        Walk second = newWalk(1);
        second.restore(saved());

        second.run();

        assertThat(directories).hasSize(65).doesNotHaveDuplicates();
        assertThat(entries).hasSize(125).doesNotHaveDuplicates();
    }

    @Test
    void recordsWhatVanishedOrWasReplacedMeanwhileAsData() throws Exception {
        Walk first = newWalk(1);
        assertThat(ends(first, 1)).isFalse();
        Tree.shell(root, "rm -r b; mv c away; mkdir c; touch c/new; rm -r d; echo > d");
        Walk second = newWalk(1);
        second.restore(saved());

        second.run();

        assertThat(second.errors()).extracting(ErrorKind::kind).containsExactly("changed", "vanished");
        assertThat(entries).anyMatch(e -> e.contains("/c/new "));
        assertThat(directories.getLast()).startsWith(root + " 0 ");
    }

    @Test
    void refusesToGoOnInAnotherDirectory() throws Exception {
        Walk first = newWalk(1);
        assertThat(ends(first, 1)).isFalse();
        Path aside = root.resolveSibling(root.getFileName() + "-aside");
        Files.move(root, aside);
        Files.createDirectory(root);
        Walk second = newWalk(1);
        second.restore(saved());

        assertThatThrownBy(second::run)
                .isInstanceOf(StaleCheckpoint.class)
                .hasMessage(root + " is another directory now");

        Tree.shell(Path.of("/"), "rm -r '" + aside + "'");
    }

    @Test
    void keepsEveryCounter() throws Exception {
        Counters before = new Counters();
        List<Long> values = new ArrayList<>();
        for (Field field : Counters.class.getDeclaredFields()) {
            field.setAccessible(true);
            if (field.get(before) instanceof LongAdder counter) {
                counter.add(values.size() + 1L);
                values.add(counter.sum());
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        before.write(new DataOutputStream(bytes));

        Counters after = new Counters();
        after.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));

        List<Long> read = new ArrayList<>();
        for (Field field : Counters.class.getDeclaredFields()) {
            field.setAccessible(true);
            if (field.get(after) instanceof LongAdder counter) {
                read.add(counter.sum());
            }
        }
        assertThat(read).isEqualTo(values);
    }

    @Test
    void keepsEveryTotal() throws Exception {
        Totals before = new Totals();
        long value = 1;
        for (Field field : Totals.class.getDeclaredFields()) {
            field.setAccessible(true);
            field.setLong(before, value++);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        before.write(new DataOutputStream(bytes));

        Totals after = new Totals();
        after.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));

        assertThat(after).usingRecursiveComparison().isEqualTo(before);
    }
}
