package io.tidemark.auth.seal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Inclusion and consistency: which subtrees prove them (RFC 6962 sections 2.1.1 and 2.1.2), and whether given hashes
/// do (RFC 9162 sections 2.1.3.2 and 2.1.4.2).
public final class Proofs {
    private Proofs() {}

    /// Leaves from `from` to just before `to`, as one subtree.
    public record Subtree(long from, long to) {}

    /// What proves that the leaf at `index` is in the tree of `size` leaves, from the leaf upward.
    public static List<Subtree> inclusion(long index, long size) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("the tree has no such leaf");
        }
        List<Subtree> path = new ArrayList<>();
        long from = 0;
        long to = size;
        while (to - from > 1) {
            long middle = from + split(to - from);
            if (index < middle) {
                path.addFirst(new Subtree(middle, to));
                to = middle;
            } else {
                path.addFirst(new Subtree(from, middle));
                from = middle;
            }
        }
        return path;
    }

    /// What proves that the tree of `first` leaves is the beginning of the one of `second`.
    public static List<Subtree> consistency(long first, long second) {
        if (first < 1 || first > second) {
            throw new IllegalArgumentException("the first tree has at least one leaf and no more than the second");
        }
        List<Subtree> path = new ArrayList<>();
        long from = 0;
        long to = second;
        while (to > first) {
            long middle = from + split(to - from);
            if (first <= middle) {
                path.addFirst(new Subtree(middle, to));
                to = middle;
            } else {
                path.addFirst(new Subtree(from, middle));
                from = middle;
            }
        }
        if (from > 0) {
            path.addFirst(new Subtree(from, to));
        }
        return path;
    }

    /// The tree head that follows where the leaf is where it is said to be; empty where the proof has another length.
    ///
    /// @param leaf its hash
    public static Optional<byte[]> root(long index, long size, byte[] leaf, List<byte[]> proof) {
        TreeHash hash = new TreeHash();
        byte[] node = leaf;
        long place = index;
        long last = size - 1;
        for (byte[] step : proof) {
            if (last == 0) {
                return Optional.empty();
            }
            if ((place & 1) == 1 || place == last) {
                node = hash.node(step, node);
                while ((place & 1) == 0 && place != 0) {
                    place >>= 1;
                    last >>= 1;
                }
            } else {
                node = hash.node(node, step);
            }
            place >>= 1;
            last >>= 1;
        }
        return last == 0 ? Optional.of(node) : Optional.empty();
    }

    /// Whether the proof shows that the second tree begins with the first.
    public static boolean consistent(long first, byte[] firstRoot, long second, byte[] secondRoot, List<byte[]> proof) {
        if (first == second) {
            return proof.isEmpty() && Arrays.equals(firstRoot, secondRoot);
        }
        List<byte[]> path = new ArrayList<>(proof);
        if (Long.bitCount(first) == 1) {
            path.addFirst(firstRoot);
        }
        return !path.isEmpty()
                && new Climb(first - 1, second - 1, path.getFirst()).reaches(path, firstRoot, secondRoot);
    }

    /// The largest power of two below.
    private static long split(long leaves) {
        return Long.highestOneBit(leaves - 1);
    }

    /// From the last leaf of the first tree to both heads at once.
    private static final class Climb {
        private final TreeHash hash = new TreeHash();
        private long place;
        private long last;
        private byte[] first;
        private byte[] second;

        Climb(long place, long last, byte[] start) {
            this.place = place;
            this.last = last;
            this.first = start;
            this.second = start;
            while ((this.place & 1) == 1) {
                up();
            }
        }

        boolean reaches(List<byte[]> path, byte[] firstRoot, byte[] secondRoot) {
            for (byte[] step : path.subList(1, path.size())) {
                if (last == 0) {
                    return false;
                }
                take(step);
            }
            return last == 0 && Arrays.equals(first, firstRoot) && Arrays.equals(second, secondRoot);
        }

        private void take(byte[] step) {
            if ((place & 1) == 1 || place == last) {
                first = hash.node(step, first);
                second = hash.node(step, second);
                while ((place & 1) == 0 && place != 0) {
                    up();
                }
            } else {
                second = hash.node(second, step);
            }
            up();
        }

        private void up() {
            place >>= 1;
            last >>= 1;
        }
    }
}
