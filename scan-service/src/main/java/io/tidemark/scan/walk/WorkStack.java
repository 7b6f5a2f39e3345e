package io.tidemark.scan.walk;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// What one walker has yet to do, the newest on top: it goes deep first and by name, so that its open work is one
/// branch. Others steal from the bottom, near the root, where the big subtrees are. Safe for several threads.
final class WorkStack {

    /// A subdirectory to walk. Whoever takes it is a user of the parent's descriptor, see {@link Descriptors#done}.
    static final class Task {
        private final DirectoryNode parent;
        private final byte[] name;

        Task(DirectoryNode parent, byte[] name) {
            this.parent = parent;
            this.name = name;
        }

        DirectoryNode parent() {
            return parent;
        }

        byte[] name() {
            return name;
        }
    }

    private final int kept;
    private final List<Siblings> items = new ArrayList<>();

    /// @param kept directories of one branch whose descriptors stay open
    WorkStack(int kept) {
        this.kept = kept;
    }

    synchronized void push(Siblings siblings, Descriptors descriptors) {
        items.add(siblings);
        descriptors.keep(siblings.parent, true);
        int evicted = items.size() - 1 - kept;
        if (evicted >= 0) {
            descriptors.keep(items.get(evicted).parent, false);
        }
    }

    /// The next subdirectory of the newest directory.
    synchronized @Nullable Task pop(Descriptors descriptors) {
        if (items.isEmpty()) {
            return null;
        }
        int top = items.size() - 1;
        Siblings siblings = items.get(top);
        if (!descriptors.isKept(siblings.parent)) {
            keepTop(top, descriptors);
        }
        return task(top, siblings.takeFirst(), descriptors);
    }

    /// The last subdirectory of the oldest directory.
    synchronized @Nullable Task steal(Descriptors descriptors) {
        return items.isEmpty() ? null : task(0, items.getFirst().takeLast(), descriptors);
    }

    /// What it holds, the oldest first. No thread may take anything meanwhile.
    synchronized List<Siblings> items() {
        return List.copyOf(items);
    }

    /// Gives up what is left, and the descriptors kept for it.
    synchronized void abandon(Descriptors descriptors) {
        items.forEach(siblings -> descriptors.keep(siblings.parent, false));
        items.clear();
    }

    private Task task(int index, byte[] name, Descriptors descriptors) {
        Siblings siblings = items.get(index);
        boolean last = siblings.isEmpty();
        descriptors.use(siblings.parent);
        if (last) {
            items.remove(index);
            descriptors.keep(siblings.parent, false);
        }
        return new Task(siblings.parent, name);
    }

    /// Coming back up a branch whose descriptors were given up: from here on those of the next half are wanted again.
    private void keepTop(int top, Descriptors descriptors) {
        for (int i = top; i >= 0 && i > top - Math.max(1, kept / 2); i--) {
            descriptors.keep(items.get(i).parent, true);
        }
    }
}
