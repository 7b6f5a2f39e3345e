package io.tidemark.analytics.engine;

import io.tidemark.analytics.fleet.Aspect;
import io.tidemark.analytics.fleet.FleetComparison;
import io.tidemark.analytics.folder.FolderContents;
import io.tidemark.analytics.folder.FolderList;
import io.tidemark.analytics.folder.FolderPath;
import io.tidemark.analytics.folder.FolderTree;
import io.tidemark.analytics.folder.FolderTypes;
import io.tidemark.analytics.search.Condition;
import io.tidemark.analytics.search.FileList;
import io.tidemark.analytics.search.Measure;
import io.tidemark.analytics.search.NamePattern;
import io.tidemark.analytics.search.Order;
import io.tidemark.analytics.testing.Bench;
import io.tidemark.analytics.testing.MadeSnapshot;
import io.tidemark.analytics.testing.RandomFleet;
import io.tidemark.analytics.testing.SnapshotBuilder;
import io.tidemark.analytics.usage.Dimension;
import io.tidemark.analytics.usage.Distribution;
import io.tidemark.analytics.usage.Listings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/// How many threads work on an answer is not seen in it.
class ThreadsTest {
    private static final FolderPath DATA = FolderPath.of("/data");
    private static final Condition ANY = Condition.everything();
    private static final Condition SMALL = new Condition.Between(Measure.SIZE, 0, 1 << 12);

    @TempDir
    Path one;

    @TempDir
    Path eight;

    @Test
    void answersOfOneAndOfEightThreadsAreEqual() {
        List<MadeSnapshot> made = new ArrayList<>();
        for (SnapshotBuilder snapshot : new RandomFleet(11, 4, 2500).snapshots()) {
            made.add(snapshot.build(one.resolve("made")));
        }

        List<Object> alone = answers(one, 1, made);

        assertThat(answers(eight, 8, made)).isEqualTo(alone);
        assertThat(alone).hasSizeGreaterThan(20);
    }

    private static List<Object> answers(Path folder, int threads, List<MadeSnapshot> made) {
        List<Question<?>> questions = new ArrayList<>(List.of(
                new FolderContents(DATA, 200, null),
                new FolderTypes(DATA, 100),
                new FolderTree(DATA, 3, 0),
                new FleetComparison(Aspect.AVERAGE_FILE_SIZE, 3),
                new FolderList(FolderList.Kind.named("most-entries"), 0, null, 50, null),
                Listings.heavy(ANY, 300, null),
                Listings.heavy(SMALL, 300, null),
                Listings.inactive(100, ANY, 300, null),
                Listings.recent(300, ANY, 300, null),
                Listings.unowned(ANY, 300, null),
                Listings.empty(ANY, 300, null)));
        for (Order order : Order.values()) {
            questions.add(new FileList(
                    "search", new Condition.Named(new NamePattern("o")), order == Order.PATH, order, 300, null));
        }
        for (Dimension by : Dimension.values()) {
            questions.add(new Distribution(by, ANY, 5));
            questions.add(new Distribution(by, SMALL, 5));
        }
        try (Bench bench = new Bench(folder, 1L << 30, threads)) {
            made.forEach(bench.source()::with);
            return questions.stream()
                    .map(question -> (Object) bench.ask(question))
                    .toList();
        }
    }
}
