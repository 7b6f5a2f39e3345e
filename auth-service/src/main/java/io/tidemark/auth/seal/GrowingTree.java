package io.tidemark.auth.seal;

import java.util.ArrayList;
import java.util.List;

/// A Merkle tree that remembers its right edge only: at most one hash for each bit of its size. Not safe for several
/// threads.
public final class GrowingTree {
    private final TreeHash hash = new TreeHash();
    private final List<byte[]> edge = new ArrayList<>();
    private long size;

    /// The tree of so many leaves with this right edge.
    ///
    /// @param edge as [#edge] gave it
    public static GrowingTree of(long size, List<byte[]> edge) {
        if (Long.bitCount(size) != edge.size()) {
            throw new IllegalArgumentException("a tree of " + size + " leaves has another edge");
        }
        GrowingTree tree = new GrowingTree();
        tree.edge.addAll(edge);
        tree.size = size;
        return tree;
    }

    /// The heads of the largest full subtrees that make up the tree, from the first leaf on: one for each bit of its
    /// size.
    public List<byte[]> edge() {
        return List.copyOf(edge);
    }

    public long size() {
        return size;
    }

    /// @param data what the leaf stands for; here a row's hash
    public void add(byte[] data) {
        byte[] node = hash.leaf(data);
        for (long full = size; (full & 1) == 1; full >>= 1) {
            node = hash.node(edge.removeLast(), node);
        }
        edge.add(node);
        size++;
    }

    /// The tree head: `MTH` of RFC 6962.
    public byte[] root() {
        if (edge.isEmpty()) {
            return hash.empty();
        }
        byte[] root = edge.getLast();
        for (int i = edge.size() - 2; i >= 0; i--) {
            root = hash.node(edge.get(i), root);
        }
        return root;
    }
}
