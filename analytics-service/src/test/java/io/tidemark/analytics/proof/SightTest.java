package io.tidemark.analytics.proof;

import io.tidemark.analytics.source.Audience;
import io.tidemark.analytics.source.Lens;
import org.junit.jupiter.api.Test;

import java.util.List;

import static io.tidemark.analytics.proof.Suspects.DISK;
import static io.tidemark.analytics.proof.Suspects.ONE;
import static io.tidemark.analytics.proof.Suspects.OTHER;
import static io.tidemark.analytics.proof.Suspects.file;
import static io.tidemark.analytics.proof.Suspects.linked;
import static io.tidemark.analytics.proof.Suspects.proof;
import static io.tidemark.analytics.proof.Suspects.shared;
import static io.tidemark.analytics.proof.Suspects.whole;
import static org.assertj.core.api.Assertions.assertThat;

class SightTest {
    private static final String LAYOUT = "a".repeat(64);

    @Test
    void freesAllCopiesButOneAcrossServers() {
        Proof proof = proof(
                List.of(file("a", 1), file("a", 2), file("b", 1)),
                whole(ONE, DISK),
                whole(ONE, DISK),
                whole(ONE, DISK));

        Sight sight = Sight.of(proof, Audience.EVERYBODY);

        assertThat(sight.groups()).containsExactly(new Group(ONE, 100_000, 3, 3, 2, 2 * DISK, 2 * DISK));
        assertThat(sight.counts()).isEqualTo(new Counts(3, 300_000, 3, 0, 0, 0, List.of()));
    }

    @Test
    void namesOfOneInodeAreOneFile() {
        Proof proof =
                proof(List.of(file("a", 1, "/srv/x", "/srv/y"), file("a", 2)), whole(ONE, DISK), whole(ONE, DISK));

        Sight sight = Sight.of(proof, Audience.EVERYBODY);

        assertThat(sight.groups()).containsExactly(new Group(ONE, 100_000, 2, 3, 1, DISK, DISK));
        assertThat(sight.copies()).extracting(Copy::path).containsExactly("/srv/f2", "/srv/x", "/srv/y");
        assertThat(sight.copies()).extracting(Copy::sharing).containsOnly("none");
    }

    @Test
    void aFileWithANameElsewhereFreesNothingAndIsTheOneToKeep() {
        Proof proof = proof(List.of(linked(file("a", 1), 2), file("a", 2)), whole(ONE, DISK), whole(ONE, DISK));

        Sight sight = Sight.of(proof, Audience.EVERYBODY);

        assertThat(sight.reclaimableBytes()).isEqualTo(DISK);
        assertThat(sight.copies()).extracting(Copy::sharing).containsExactly("links-elsewhere", "none");
        assertThat(sight.copies()).extracting(Copy::keep).containsExactly(true, false);
    }

    @Test
    void twoReflinksFreeNothing() {
        Proof proof = proof(List.of(file("a", 1), file("a", 2)), shared(ONE, DISK, LAYOUT), shared(ONE, DISK, LAYOUT));

        Sight sight = Sight.of(proof, Audience.EVERYBODY);

        assertThat(sight.groups()).containsExactly(new Group(ONE, 100_000, 2, 2, 1, 0, 0));
    }

    @Test
    void twoReflinksAndARealCopyFreeOne() {
        Proof proof = proof(
                List.of(file("a", 1), file("a", 2), file("a", 3)),
                shared(ONE, DISK, LAYOUT),
                shared(ONE, DISK, LAYOUT),
                whole(ONE, DISK));

        Sight sight = Sight.of(proof, Audience.EVERYBODY);

        assertThat(sight.groups()).containsExactly(new Group(ONE, 100_000, 3, 3, 1, DISK, DISK));
    }

    /// Whoever else shares them keeps them, whatever is given up here.
    @Test
    void copiesThatShareWithSomethingElseSurelyFreeNothing() {
        Proof proof = proof(List.of(file("a", 1), file("b", 1)), shared(ONE, DISK, LAYOUT), shared(ONE, DISK, LAYOUT));

        Sight sight = Sight.of(proof, Audience.EVERYBODY);

        assertThat(sight.groups()).containsExactly(new Group(ONE, 100_000, 2, 2, 2, 0, DISK));
    }

    @Test
    void partsThatAreSharedAreLeftOut() {
        Proof proof = proof(
                List.of(file("a", 1), file("a", 2)), shared(ONE, 40_960, LAYOUT), shared(ONE, 40_960, "b".repeat(64)));

        Sight sight = Sight.of(proof, Audience.EVERYBODY);

        assertThat(sight.reclaimableBytes()).isEqualTo(DISK - 40_960);
    }

    @Test
    void neverMoreThanIsOnTheDiskWhateverAnAgentSays() {
        Proof proof =
                proof(List.of(file("a", 1), file("a", 2)), whole(ONE, Long.MAX_VALUE), whole(ONE, Long.MAX_VALUE));

        Sight sight = Sight.of(proof, Audience.EVERYBODY);

        assertThat(sight.reclaimableBytes()).isEqualTo(DISK);
    }

    @Test
    void whatLooksAlikeButIsNotIsRefutedAndCountsAddUp() {
        Proof proof = proof(
                List.of(file("a", 1), file("a", 2), file("a", 3), file("a", 4)),
                whole(ONE, DISK),
                whole(ONE, DISK),
                whole(OTHER, DISK),
                new Finding.Unproven(Reason.CHANGED));

        Sight sight = Sight.of(proof, Audience.EVERYBODY);

        assertThat(sight.counts())
                .isEqualTo(new Counts(
                        4,
                        400_000,
                        2,
                        0,
                        2,
                        0,
                        List.of(new Counts.Lacking("changed", 1), new Counts.Lacking("others-unproven", 1))));
        assertThat(sight.unproven()).extracting(UnprovenFile::path).containsExactly("/srv/f3", "/srv/f4");
    }

    @Test
    void whatSomebodyMayNotSeeIsAbsent() {
        Proof proof = proof(
                List.of(file("a", 1, "/srv/x", "/secret/x"), file("a", 2, "/secret/y"), file("b", 1), file("a", 3)),
                whole(ONE, DISK),
                whole(ONE, DISK),
                whole(ONE, DISK),
                whole(OTHER, DISK));
        Audience audience = server -> new Lens(
                server.equals("a") ? List.of(new Lens.Rule("/", null)) : List.of(),
                List.of(new Lens.Rule("/secret", null)));

        Sight sight = Sight.of(proof, audience);

        assertThat(sight.groups()).isEmpty();
        assertThat(sight.copies()).isEmpty();
        assertThat(sight.counts()).isEqualTo(new Counts(2, 200_000, 0, 2, 0, 0, List.of()));
    }

    @Test
    void aNameThatIsNotSeenIsOneElsewhere() {
        Proof proof =
                proof(List.of(file("a", 1, "/srv/x", "/secret/x"), file("a", 2)), whole(ONE, DISK), whole(ONE, DISK));
        Audience audience = server -> new Lens(List.of(new Lens.Rule("/srv", null)), List.of());

        Sight sight = Sight.of(proof, audience);

        assertThat(sight.copies()).extracting(Copy::path).containsExactly("/srv/f2", "/srv/x");
        assertThat(sight.copies()).extracting(Copy::sharing).containsExactly("none", "links-elsewhere");
    }

    @Test
    void onlyWhatBelongsToAnOwnerIsSeenByWhoSeesThatOwnersAlone() {
        Proof proof = proof(List.of(file("a", 1), file("a", 2)), whole(ONE, DISK), whole(ONE, DISK));

        Sight ann = Sight.of(proof, server -> new Lens(List.of(new Lens.Rule("/", "ann")), List.of()));
        Sight bob = Sight.of(proof, server -> new Lens(List.of(new Lens.Rule("/", "bob")), List.of()));

        assertThat(ann.counts().proven()).isEqualTo(2);
        assertThat(bob.counts().files()).isZero();
    }
}
