package io.tidemark.auth.seal;

import io.tidemark.auth.seal.Proofs.Subtree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TreeTest {
    private static final int MOST = 40;
    private static final List<String> LEAVES =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");

    private final TreeHash hash = new TreeHash();

    /// The heads that other implementations of RFC 6962 are tested with.
    @ParameterizedTest
    @CsvSource({
        "0, e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "1, 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "2, fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "3, aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "4, d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "5, 4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "6, 76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "7, ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "8, 5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
    })
    void headsAreThoseOfTheStandard(int size, String head) {
        GrowingTree tree = new GrowingTree();

        LEAVES.subList(0, size).forEach(leaf -> tree.add(HexFormat.of().parseHex(leaf)));

        assertThat(HexFormat.of().formatHex(tree.root())).isEqualTo(head);
        assertThat(tree.size()).isEqualTo(size);
    }

    @Test
    void everyRowOfEveryTreeCanBeProvedToBeInItAndNowhereElse() {
        for (int size = 1; size <= MOST; size++) {
            byte[] root = head(new Subtree(0, size));
            for (int index = 0; index < size; index++) {
                List<byte[]> proof = heads(Proofs.inclusion(index, size));

                assertThat(leadsTo(root, Proofs.root(index, size, leaf(index), proof)))
                        .isTrue();
                assertThat(leadsTo(root, Proofs.root(index, size, leaf(index + 1), proof)))
                        .isFalse();
                for (int other = 0; other < size; other++) {
                    if (other != index) {
                        assertThat(leadsTo(root, Proofs.root(other, size, leaf(index), proof)))
                                .isFalse();
                    }
                }
            }
        }
    }

    @Test
    void everyTreeCanBeProvedToBeTheBeginningOfEveryLargerOneAndOfNoOther() {
        for (int second = 1; second <= MOST; second++) {
            for (int first = 1; first <= second; first++) {
                byte[] firstRoot = head(new Subtree(0, first));
                byte[] secondRoot = head(new Subtree(0, second));
                List<byte[]> proof = first == second ? List.of() : heads(Proofs.consistency(first, second));

                assertThat(Proofs.consistent(first, firstRoot, second, secondRoot, proof))
                        .as("%d in %d", first, second)
                        .isTrue();
                assertThat(Proofs.consistent(first, hash.leaf(firstRoot), second, secondRoot, proof))
                        .isFalse();
                assertThat(Proofs.consistent(first, firstRoot, second, hash.leaf(secondRoot), proof))
                        .isFalse();
            }
        }
    }

    @Test
    void aProofWithAStepTooFewOrTooManyProvesNothing() {
        List<byte[]> proof = heads(Proofs.inclusion(5, 13));
        List<byte[]> longer = new ArrayList<>(proof);
        longer.add(leaf(1));

        assertThat(Proofs.root(5, 13, leaf(5), proof.subList(1, proof.size()))).isEmpty();
        assertThat(Proofs.root(5, 13, leaf(5), longer)).isEmpty();
        assertThat(Proofs.consistent(5, head(new Subtree(0, 5)), 13, head(new Subtree(0, 13)), List.of()))
                .isFalse();
    }

    @Test
    void thereIsNoProofOfWhatIsNotThere() {
        assertThatThrownBy(() -> Proofs.inclusion(3, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Proofs.inclusion(-1, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Proofs.consistency(0, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Proofs.consistency(4, 3)).isInstanceOf(IllegalArgumentException.class);
    }

    private static boolean leadsTo(byte[] root, Optional<byte[]> found) {
        return found.filter(r -> Arrays.equals(r, root)).isPresent();
    }

    private List<byte[]> heads(List<Subtree> subtrees) {
        return subtrees.stream().map(this::head).toList();
    }

    /// By the recursive definition of RFC 6962.
    private byte[] head(Subtree part) {
        long size = part.to() - part.from();
        if (size == 1) {
            return leaf((int) part.from());
        }
        long left = Long.highestOneBit(size - 1);
        return hash.node(
                head(new Subtree(part.from(), part.from() + left)), head(new Subtree(part.from() + left, part.to())));
    }

    private byte[] leaf(int number) {
        return hash.leaf(("row " + number).getBytes(StandardCharsets.UTF_8));
    }
}
