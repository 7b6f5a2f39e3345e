package io.tidemark.analytics.usage;

import io.tidemark.analytics.engine.Answer;
import io.tidemark.analytics.folder.Shares;
import io.tidemark.analytics.folder.Shares.Other;
import io.tidemark.analytics.folder.Shares.Share;
import io.tidemark.analytics.folder.Shares.Sum;
import io.tidemark.analytics.search.Condition;
import io.tidemark.analytics.search.FileRow;
import io.tidemark.analytics.source.Selection;
import io.tidemark.analytics.testing.Bench;
import io.tidemark.analytics.testing.MadeEntry;
import io.tidemark.analytics.testing.SnapshotBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class UsageTest {
    private static final Instant STARTED = Instant.parse("2026-11-20T00:00:00Z");

    @TempDir
    Path folder;

    private Bench bench;

    @BeforeEach
    void open() {
        bench = new Bench(folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void largestFilesOfAllServersComeFirst() {
        bench.with(
                SnapshotBuilder.of("alpha", "/data").file("/data/a.bin", 100).file("/data/x/b.bin", 5000),
                SnapshotBuilder.of("beta", "/srv").file("/srv/c.bin", 300).file("/srv/d.bin", 7));

        List<FileRow> files = largest(3);

        assertThat(files)
                .extracting(FileRow::server, FileRow::path, FileRow::sizeBytes, FileRow::allocatedBytes)
                .containsExactly(
                        tuple("alpha", "/data/x/b.bin", 5000L, 8192L),
                        tuple("beta", "/srv/c.bin", 300L, 4096L),
                        tuple("alpha", "/data/a.bin", 100L, 4096L));
        assertThat(files.getFirst().modified()).isEqualTo("2026-01-15T10:00:00.123456Z");
        assertThat(files.getFirst().owner()).isEqualTo("ann");
    }

    @Test
    void largestFilesLeaveOutSymlinksAndFurtherNamesOfAnInode() {
        bench.with(SnapshotBuilder.of("alpha", "/data")
                .with(MadeEntry.file("/data/one", 900).linked(7, 2, true))
                .with(MadeEntry.file("/data/two", 900).linked(7, 2, false))
                .with(MadeEntry.file("/data/link", 950).type("symlink"))
                .file("/data/small", 5));

        List<FileRow> files = largest(10);

        assertThat(files)
                .extracting(FileRow::name, FileRow::links)
                .containsExactly(tuple("one", 2L), tuple("small", 1L));
    }

    @Test
    void ownerIsTheNumberWhereNobodyHasIt() {
        bench.with(SnapshotBuilder.of("alpha", "/data")
                .with(MadeEntry.file("/data/lost", 900).owner(4711, null)));

        assertThat(largest(1)).extracting(FileRow::owner).containsExactly("4711");
    }

    @Test
    void extensionsAreSharedOutAndTheRestIsFolded() {
        bench.with(SnapshotBuilder.of("alpha", "/data")
                .file("/data/a.log", 600)
                .file("/data/b.LOG", 100)
                .file("/data/c.txt", 200)
                .file("/data/d.txt", 50)
                .file("/data/e", 40)
                .file("/data/f.md", 10));

        Shares shares = by(Dimension.EXTENSION, 2);

        assertThat(shares.groups())
                .containsExactly(new Share("log", 2, 700, 8192, 0.7), new Share("txt", 2, 250, 8192, 0.25));
        assertThat(shares.other()).isEqualTo(new Other(2, 2, 50, 8192, 0.05));
        assertThat(shares.total()).isEqualTo(new Sum(6, 1000, 24576));
    }

    @Test
    void hardLinksCountOnceInBytesAndAllNamesAsEntries() {
        bench.with(SnapshotBuilder.of("alpha", "/data")
                .with(MadeEntry.file("/data/one.iso", 900).linked(7, 3, true))
                .with(MadeEntry.file("/data/two.iso", 900).linked(7, 3, false))
                .with(MadeEntry.file("/data/three.iso", 900).linked(7, 3, false)));

        assertThat(by(Dimension.EXTENSION, 10).groups()).containsExactly(new Share("iso", 3, 900, 4096, 1.0));
    }

    @Test
    void typesAndOwnersAreDistributed() {
        bench.with(SnapshotBuilder.of("alpha", "/data")
                .with(MadeEntry.file("/data/a", 60).owner(1, "bob"))
                .with(MadeEntry.file("/data/b", 40).owner(99, null))
                .with(MadeEntry.file("/data/c", 0).type("socket").owner(1, "bob")));

        assertThat(by(Dimension.TYPE, 10).groups())
                .containsExactly(new Share("file", 2, 100, 8192, 1.0), new Share("socket", 1, 0, 0, 0));
        assertThat(by(Dimension.OWNER, 10).groups())
                .containsExactly(new Share("bob", 2, 60, 4096, 0.6), new Share("99", 1, 40, 4096, 0.4));
    }

    @Test
    void sizeClassesBeginWhereTheOneBeforeEnds() {
        SnapshotBuilder snapshot = SnapshotBuilder.of("alpha", "/data");
        for (SizeClass size : SizeClass.values()) {
            if (size != SizeClass.HUGE) {
                snapshot.file("/data/last-of-" + size, size.endBytes() - 1)
                        .file("/data/after-" + size, size.endBytes());
            }
        }
        bench.with(snapshot);

        assertThat(by(Dimension.SIZE, 20).groups())
                .extracting(Share::key, Share::entries)
                .containsExactlyInAnyOrder(
                        tuple("empty", 1L),
                        tuple("below-4-kib", 2L),
                        tuple("below-64-kib", 2L),
                        tuple("below-1-mib", 2L),
                        tuple("below-16-mib", 2L),
                        tuple("below-128-mib", 2L),
                        tuple("below-1-gib", 2L),
                        tuple("below-16-gib", 2L),
                        tuple("16-gib-and-more", 1L));
    }

    @Test
    void ageIsCountedBackFromTheStartOfTheScan() {
        bench.with(SnapshotBuilder.of("alpha", "/data")
                .startedAt(STARTED)
                .with(aged("during", Duration.ofMinutes(-5)))
                .with(aged("future", Duration.ofMinutes(-11)))
                .with(aged("d", Duration.ofDays(1).minusNanos(1000)))
                .with(aged("w1", Duration.ofDays(1)))
                .with(aged("w2", Duration.ofDays(7).minusNanos(1000)))
                .with(aged("m", Duration.ofDays(7)))
                .with(aged("q", Duration.ofDays(30)))
                .with(aged("y", Duration.ofDays(90)))
                .with(aged("2y", Duration.ofDays(365)))
                .with(aged("old", Duration.ofDays(730))));

        assertThat(by(Dimension.AGE, 20).groups())
                .extracting(Share::key, Share::entries)
                .containsExactlyInAnyOrder(
                        tuple("1d", 2L),
                        tuple("7d", 2L),
                        tuple("30d", 1L),
                        tuple("90d", 1L),
                        tuple("1y", 1L),
                        tuple("2y", 1L),
                        tuple("older", 1L),
                        tuple("future", 1L));
    }

    @Test
    void onlySelectedServersAreAsked() {
        bench.with(
                SnapshotBuilder.of("alpha", "/data").file("/data/a", 100),
                SnapshotBuilder.of("beta", "/data").file("/data/b", 900));

        Answer<Shares> answer = bench.ask(
                new Distribution(Dimension.TYPE, Condition.everything(), 10), new Selection(Set.of("alpha"), Set.of()));

        assertThat(answer.value().total()).isEqualTo(new Sum(1, 100, 4096));
        assertThat(answer.basis().snapshots()).extracting(used -> used.server()).containsExactly("alpha");
        assertThat(bench.source().fetched()).hasSize(2);
    }

    @Test
    void nothingKnownIsAnEmptyAnswer() {
        assertThat(by(Dimension.OWNER, 10))
                .isEqualTo(new Shares(List.of(), new Other(0, 0, 0, 0, 0), new Sum(0, 0, 0)));
    }

    private static MadeEntry aged(String name, Duration age) {
        return MadeEntry.file("/data/" + name, 1).modified(STARTED.minus(age));
    }

    private List<FileRow> largest(int limit) {
        return bench.ask(Listings.heavy(Condition.everything(), limit, null)).items();
    }

    private Shares by(Dimension dimension, int limit) {
        return bench.ask(new Distribution(dimension, Condition.everything(), limit));
    }
}
