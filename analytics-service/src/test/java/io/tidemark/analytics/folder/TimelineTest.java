package io.tidemark.analytics.folder;

import io.tidemark.analytics.engine.Answer;
import io.tidemark.analytics.folder.Timeline.Point;
import io.tidemark.analytics.search.Condition;
import io.tidemark.analytics.source.Lens;
import io.tidemark.analytics.source.Lens.Rule;
import io.tidemark.analytics.source.Missing;
import io.tidemark.analytics.source.Moment;
import io.tidemark.analytics.source.Selection;
import io.tidemark.analytics.source.Snapshot;
import io.tidemark.analytics.testing.Bench;
import io.tidemark.analytics.testing.MadeSnapshot;
import io.tidemark.analytics.testing.SnapshotBuilder;
import io.tidemark.analytics.usage.Listings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class TimelineTest {
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
    void folderIsToldAsOfTheLastSnapshotOfEachDay() {
        bench.with(
                scan("2026-11-01T01:00:00Z", 1),
                scan("2026-11-01T23:00:00Z", 20),
                scan("2026-11-02T05:00:00Z", 300),
                scan("2026-11-09T05:00:00Z", 4000));

        List<Point> points = ask("/data/x", "2026-11-01T00:00:00Z", "2026-11-08T00:00:00Z", 10)
                .value();

        assertThat(points)
                .extracting(Point::at, Point::sizeBytes, Point::files, Point::directories)
                .containsExactly(
                        tuple(Instant.parse("2026-11-01T23:00:00Z"), 20L, 1L, 0L),
                        tuple(Instant.parse("2026-11-02T05:00:00Z"), 300L, 1L, 0L));
    }

    @Test
    void newestAreToldWhereThereAreTooMany() {
        bench.with(scan("2026-11-01T01:00:00Z", 1), scan("2026-11-02T01:00:00Z", 2), scan("2026-11-03T01:00:00Z", 3));

        assertThat(ask("/data", "2026-01-01T00:00:00Z", "2026-12-01T00:00:00Z", 2)
                        .value())
                .extracting(Point::sizeBytes)
                .containsExactly(2L, 3L);
        assertThat(bench.source().fetched()).hasSize(4);
    }

    @Test
    void momentsWithoutTheFolderAreGapsAndUnreadableOnesAreMissing() {
        bench.with(
                SnapshotBuilder.of("alpha", "/data")
                        .startedAt(Instant.parse("2026-11-01T00:00:00Z"))
                        .file("/data/other", 7),
                scan("2026-11-02T01:00:00Z", 2));
        MadeSnapshot damaged = bench.make(scan("2026-11-03T01:00:00Z", 3));
        bench.source().damage(damaged);

        Answer<List<Point>> answer = ask("/data/x", "2026-01-01T00:00:00Z", "2026-12-01T00:00:00Z", 10);

        assertThat(answer.value()).extracting(Point::sizeBytes).containsExactly(2L);
        assertThat(answer.basis().missing()).hasSize(1);
        assertThat(answer.basis().complete()).isFalse();
    }

    @Test
    void snapshotsOfWhichRetentionKeptTheFoldersAloneTellThemToo() {
        MadeSnapshot whole = scan("2026-11-01T01:00:00Z", 4).build(folder.resolve("elsewhere"));
        bench.source().with(foldersOf(whole));
        bench.with(scan("2026-11-02T01:00:00Z", 5));

        Answer<List<Point>> answer = ask("/data/x", "2026-01-01T00:00:00Z", "2026-12-01T00:00:00Z", 10);

        assertThat(answer.value()).extracting(Point::sizeBytes).containsExactly(4L, 5L);
        assertThat(answer.basis().complete()).isTrue();
        assertThat(bench.source().fetched()).doesNotContain(whole.snapshot().id() + "/entries-00000.parquet");
    }

    @Test
    void questionsAboutEntriesMissThem() {
        bench.source().with(foldersOf(scan("2026-11-01T01:00:00Z", 4).build(folder.resolve("elsewhere"))));

        var basis = bench.ask(Listings.heavy(Condition.everything(), 10, null), Selection.EVERYTHING)
                .basis();

        assertThat(basis.missing()).extracting(Missing::reason).containsExactly("retention kept only its directories");
    }

    @Test
    void whoSeesAPartByFoldersSeesItWhereFoldersAloneAreKept() {
        bench.source()
                .with(foldersOf(SnapshotBuilder.of("alpha", "/data")
                        .startedAt(Instant.parse("2026-11-01T01:00:00Z"))
                        .file("/data/x/f", 4)
                        .file("/data/x/y/g", 3)
                        .file("/data/hidden/h", 100)
                        .build(folder.resolve("elsewhere"))));
        Rule all = new Rule("/data", null);

        Answer<List<Point>> below = seen(new Lens(List.of(new Rule("/data/x", null)), List.of()));
        Answer<List<Point>> less = seen(new Lens(List.of(all), List.of(new Rule("/data/x/y", null))));
        Answer<List<Point>> owned = seen(new Lens(List.of(new Rule("/data", "ann")), List.of()));

        assertThat(below.value()).extracting(Point::sizeBytes, Point::files).containsExactly(tuple(7L, 2L));
        assertThat(below.basis().complete()).isTrue();
        assertThat(less.value()).extracting(Point::sizeBytes, Point::files).containsExactly(tuple(104L, 2L));
        assertThat(owned.value()).isEmpty();
        assertThat(owned.basis().missing())
                .extracting(Missing::reason)
                .containsExactly("retention kept only its directories, which do not tell what of it belongs to whom");
    }

    private Answer<List<Point>> seen(Lens lens) {
        Moment days = new Moment.Days(Instant.EPOCH, Instant.MAX, "/data", 10);
        Selection selection = new Selection(null, Set.of(), days).seenBy(server -> lens);
        return bench.ask(new Timeline(FolderPath.of("/data")), selection);
    }

    private static MadeSnapshot foldersOf(MadeSnapshot whole) {
        Snapshot one = whole.snapshot();
        Snapshot folders = new Snapshot(
                one.id(),
                one.server(),
                one.root(),
                one.startedAt(),
                one.finishedAt(),
                one.coverage(),
                one.errors(),
                one.parts().stream()
                        .filter(part -> part.file().startsWith("directories"))
                        .toList(),
                Snapshot.FOLDERS_ALONE);
        return new MadeSnapshot(folders, whole.folder(), whole.manifest());
    }

    @Test
    void everyServerAndRootThatContainsTheFolderHasPointsOfItsOwn() {
        bench.with(
                scan("2026-11-01T01:00:00Z", 1),
                SnapshotBuilder.of("alpha", "/data/x")
                        .startedAt(Instant.parse("2026-11-02T00:00:00Z"))
                        .file("/data/x/f", 5),
                SnapshotBuilder.of("beta", "/data").file("/data/x/f", 6),
                SnapshotBuilder.of("gamma", "/srv").file("/srv/f", 8));

        assertThat(ask("/data/x", "2026-01-01T00:00:00Z", "2026-12-01T00:00:00Z", 10)
                        .value())
                .extracting(Point::server, Point::root, Point::sizeBytes)
                .containsExactly(
                        tuple("alpha", "/data", 1L), tuple("alpha", "/data/x", 5L), tuple("beta", "/data", 6L));
    }

    private Answer<List<Point>> ask(String path, String from, String to, int most) {
        FolderPath asked = FolderPath.of(path);
        return bench.ask(
                new Timeline(asked),
                Selection.EVERYTHING.at(new Moment.Days(Instant.parse(from), Instant.parse(to), asked.text(), most)));
    }

    private static SnapshotBuilder scan(String at, long size) {
        return SnapshotBuilder.of("alpha", "/data").startedAt(Instant.parse(at)).file("/data/x/f", size);
    }
}
