package io.tidemark.scan.walk;

import org.jspecify.annotations.Nullable;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What a walk has yet to do while no directory is being read: for each walking thread its stack of subdirectories that
/// nobody has begun. The directories above them are all that is not finished.
///
/// @param root unfinished as well
/// @param stacks the lowest of each stack first
record Frontier(DirectoryNode root, List<List<Siblings>> stacks) {

    private static final int NO_PARENT = -1;

    /// Subdirectories that nobody has begun.
    long size() {
        return stacks.stream().flatMap(List::stream).mapToLong(Siblings::count).sum();
    }

    /// Gives all directories the number that the root's mount has now.
    ///
    /// @throws StaleCheckpoint when directories of other mounts are unfinished, for nobody knows theirs
    void remount(long mount) throws StaleCheckpoint {
        long before = root.mount;
        for (List<Siblings> stack : stacks) {
            for (Siblings siblings : stack) {
                for (DirectoryNode at = siblings.parent; at != null && at.mount != mount; at = at.parent) {
                    if (at.mount != before) {
                        throw new StaleCheckpoint("the mounts below the root have other numbers now");
                    }
                    at.mount = mount;
                }
            }
        }
    }

    void write(DataOutput out) throws IOException {
        Map<DirectoryNode, Integer> numbers = new HashMap<>();
        List<DirectoryNode> nodes = new ArrayList<>();
        add(root, numbers, nodes);
        stacks.forEach(stack -> stack.forEach(siblings -> add(siblings.parent, numbers, nodes)));
        out.writeInt(nodes.size());
        for (DirectoryNode node : nodes) {
            out.writeInt(node.parent == null ? NO_PARENT : number(node.parent, numbers));
            node.write(out);
        }
        out.writeInt(stacks.size());
        for (List<Siblings> stack : stacks) {
            out.writeInt(stack.size());
            for (Siblings siblings : stack) {
                out.writeInt(number(siblings.parent, numbers));
                siblings.write(out);
            }
        }
    }

    /// Numbers a directory and those above it, the upper ones first.
    private static void add(DirectoryNode node, Map<DirectoryNode, Integer> numbers, List<DirectoryNode> nodes) {
        Deque<DirectoryNode> missing = new ArrayDeque<>();
        for (DirectoryNode at = node; at != null && !numbers.containsKey(at); at = at.parent) {
            missing.push(at);
        }
        for (DirectoryNode at : missing) {
            numbers.put(at, nodes.size());
            nodes.add(at);
        }
    }

    private static int number(DirectoryNode node, Map<DirectoryNode, Integer> numbers) {
        return Objects.requireNonNull(numbers.get(node));
    }

    static Frontier read(DataInput in) throws IOException {
        List<DirectoryNode> nodes = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            int parent = in.readInt();
            @Nullable DirectoryNode above = parent == NO_PARENT ? null : nodes.get(parent);
            nodes.add(new DirectoryNode(above, in));
        }
        List<List<Siblings>> stacks = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            List<Siblings> stack = new ArrayList<>();
            for (int items = in.readInt(); items > 0; items--) {
                DirectoryNode parent = nodes.get(in.readInt());
                stack.add(new Siblings(parent, Siblings.names(in)));
            }
            stacks.add(stack);
        }
        return new Frontier(nodes.getFirst(), stacks);
    }
}
