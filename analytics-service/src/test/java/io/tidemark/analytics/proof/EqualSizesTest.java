package io.tidemark.analytics.proof;

import io.tidemark.analytics.search.Condition;
import io.tidemark.analytics.testing.Bench;
import io.tidemark.analytics.testing.MadeEntry;
import io.tidemark.analytics.testing.SnapshotBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class EqualSizesTest {
    @TempDir
    Path folder;

    @Test
    void findsFilesOfOneSizeWhateverTheirNamesLargestFirst() {
        try (Bench bench = new Bench(folder)
                .with(
                        SnapshotBuilder.of("alpha", "/srv")
                                .with(MadeEntry.file("/srv/a", 500).linked(1, 1, true))
                                .with(MadeEntry.file("/srv/b", 9000).linked(2, 1, true))
                                .with(MadeEntry.file("/srv/alone", 700).linked(3, 1, true))
                                .with(MadeEntry.file("/srv/empty", 0).linked(4, 1, true))
                                .with(MadeEntry.file("/srv/link", 500)
                                        .linked(5, 1, true)
                                        .type("symlink")),
                        SnapshotBuilder.of("beta", "/srv")
                                .with(MadeEntry.file("/srv/c", 500).linked(1, 1, true))
                                .with(MadeEntry.file("/srv/d", 9000).linked(2, 1, true))
                                .with(MadeEntry.file("/srv/empty", 0).linked(4, 1, true)))) {

            List<Suspect> suspects = suspects(bench);

            assertThat(suspects)
                    .extracting(suspect ->
                            suspect.server() + suspect.names().getFirst().path())
                    .containsExactly("alpha/srv/b", "beta/srv/d", "alpha/srv/a", "beta/srv/c");
        }
    }

    @Test
    void namesOfOneInodeAreNoCopiesAndOneSuspect() {
        try (Bench bench = new Bench(folder)
                .with(SnapshotBuilder.of("alpha", "/srv")
                        .with(MadeEntry.file("/srv/a", 500).linked(1, 3, true))
                        .with(MadeEntry.file("/srv/b", 500).linked(1, 3, false))
                        .with(MadeEntry.file("/srv/c", 600).linked(2, 2, true))
                        .with(MadeEntry.file("/srv/d", 600).linked(2, 2, false))
                        .with(MadeEntry.file("/srv/e", 600).linked(3, 1, true)))) {

            List<Suspect> suspects = suspects(bench);

            assertThat(suspects).hasSize(2);
            assertThat(suspects.getFirst().names())
                    .extracting(Suspect.Name::path)
                    .containsExactly("/srv/c", "/srv/d");
            assertThat(suspects.getFirst().links()).isEqualTo(2);
            assertThat(suspects.getFirst().inode()).isEqualTo(2);
            assertThat(suspects.getFirst().changedMicros()).isEqualTo(1_768_471_200_123_456L);
        }
    }

    private static List<Suspect> suspects(Bench bench) {
        Collector collector = new Collector(100);
        bench.export(new EqualSizes(Condition.everything())).forEach(collector::add);
        return collector.suspects();
    }
}
