package io.tidemark.history.delta;

import io.tidemark.history.delta.DeltaSummary.Part;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;

/// Random trees and random changes.
class DeltaPropertyTest {

    @TempDir
    Path folder;

    static LongStream seeds() {
        return LongStream.range(0, 10);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void findsEveryChangeThatWasMadeAndNoOther(long seed) throws Exception {
        Random random = new Random(seed);
        RandomTree before = RandomTree.of(random, 60);
        RandomTree after = before.copy();
        RandomTree.Truth truth = after.changeEachAtMostOnce(random);

        DeltaSummary delta = compare(before, after);

        assertThat(delta.kinds()).isEqualTo(truth.kinds());
        assertThat(delta.rewritten()).isEqualTo(truth.rewritten());
    }

    /// That the whole adds up is checked at the birth of each summary.
    @ParameterizedTest
    @MethodSource("seeds")
    void addsUpInTotalAndInPartsWhateverHappens(long seed) throws Exception {
        Random random = new Random(seed);
        RandomTree before = RandomTree.of(random, 40);
        RandomTree after = before.copy();
        for (int i = 0; i < 60; i++) {
            after.changeAnything(random);
        }

        DeltaSummary delta = compare(before, after);

        Amount net = delta.after().minus(delta.before());
        assertThat(List.of(delta.folders(), delta.owners(), delta.extensions(), delta.ages()))
                .allSatisfy(parts -> assertThat(sum(parts)).isEqualTo(net));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void nothingChangedMeansNoChange(long seed) throws Exception {
        RandomTree tree = RandomTree.of(new Random(seed), 30);

        DeltaSummary delta = compare(tree, tree.withLinksCountedElsewhere());

        assertThat(delta.folders()).isEmpty();
        assertThat(delta.changedShare()).isZero();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatCannotBeLookedAtIsHiddenAndNotDeleted(long seed) throws Exception {
        RandomTree tree = RandomTree.of(new Random(seed), 50);

        DeltaSummary delta = compare(tree, tree.withoutSightOf("/data/d1"));

        assertThat(delta.kinds().hidden().entries()).isEqualTo(tree.namesBelow("/data/d1"));
        assertThat(delta.kinds().deleted().entries()).isZero();
        assertThat(delta.changedShare()).isZero();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatCanBeLookedAtAgainIsRevealedAndNotCreated(long seed) throws Exception {
        RandomTree tree = RandomTree.of(new Random(seed), 50);

        DeltaSummary delta = compare(tree.withoutSightOf("/data/d1"), tree);

        assertThat(delta.kinds().revealed().entries()).isEqualTo(tree.namesBelow("/data/d1"));
        assertThat(delta.kinds().created().entries()).isZero();
    }

    /// Again the sum is checked at the birth of the summary.
    @ParameterizedTest
    @MethodSource("seeds")
    void addsUpThoughEachScanWasBlindElsewhere(long seed) throws Exception {
        Random random = new Random(seed);
        RandomTree before = RandomTree.of(random, 40);
        RandomTree after = before.copy();
        for (int i = 0; i < 40; i++) {
            after.changeAnything(random);
        }

        DeltaSummary delta = compare(before.withoutSightOf("/data/d2/e1"), after.withoutSightOf("/data/d1"));

        Amount net = delta.after().minus(delta.before());
        assertThat(delta.kinds().net()).isEqualTo(net);
        assertThat(sum(delta.folders())).isEqualTo(net);
    }

    /// All names below it move with a folder, and none is deleted or created.
    @ParameterizedTest
    @MethodSource("seeds")
    void aFolderThatIsRenamedMovesAllBelowIt(long seed) throws Exception {
        RandomTree before = RandomTree.of(new Random(seed), 50);
        RandomTree after = before.withFolderRenamed("/data/d3", "/data/elsewhere");

        DeltaSummary delta = compare(before, after);

        assertThat(delta.kinds().moved().entries()).isEqualTo(before.namesBelow("/data/d3"));
        assertThat(delta.kinds().net()).isEqualTo(new Amount(0, 0, 0));
        assertThat(delta.kinds().deleted().entries()).isZero();
    }

    private DeltaSummary compare(RandomTree before, RandomTree after) throws Exception {
        Path work = Files.createDirectory(folder.resolve("work"));
        return new DuckDbDelta(1, "256MB", Duration.ofMinutes(1))
                .compare(
                        before.write(Files.createDirectory(folder.resolve("old"))),
                        after.write(Files.createDirectory(folder.resolve("new"))),
                        work);
    }

    private static Amount sum(List<Part> parts) {
        return parts.stream()
                .map(part -> new Amount(part.entries(), part.sizeBytes(), part.allocatedBytes()))
                .reduce(new Amount(0, 0, 0), Amount::plus);
    }
}
