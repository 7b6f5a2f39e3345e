package io.tidemark.scan.walk;

import io.tidemark.scan.syscall.Attributes;
import io.tidemark.scan.syscall.DirectoryRecords.Kind;
import io.tidemark.scan.syscall.Errno;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/// One walking thread: takes directories from its stack, or steals them from others, and reads them.
final class Walker {

    /// Entries, and system calls, of a large directory between two looks at the pace. A power of two.
    private static final int LOOK_EVERY = 128;

    private final Walk walk;
    private final Tools tools;
    private final Descriptors descriptors;
    private final WorkStack stack;
    private final EntryWriter entries;
    private final DirectoryWriter directories;
    private final ByteArrayOutputStream subdirectories = new ByteArrayOutputStream();
    private final boolean selective;
    private Selection.Inside inside = Selection.Inside.ALL;
    /// Subdirectories of the directory being read that are left out.
    private final List<DirectoryNode> left = new ArrayList<>();

    private int subdirectoryCount;
    private long paced;

    Walker(Walk walk, Tools tools, WorkStack stack, EntryWriter entries, DirectoryWriter directories) {
        this.walk = walk;
        this.tools = tools;
        this.descriptors = new Descriptors(tools, walk.counters);
        this.stack = stack;
        this.entries = entries;
        this.directories = directories;
        this.selective = walk.request.selection() != Selection.ALL;
    }

    /// Walks the root, whose descriptor is open, and whatever else there is to do until nothing is left anywhere.
    void run(@Nullable DirectoryNode root) {
        walk.request.pace().begin();
        if (root != null) {
            descriptors.use(root);
            readOpen(root);
            done();
        }
        for (WorkStack.Task task = next(); task != null; task = next()) {
            visit(task);
            done();
        }
        handOver();
    }

    private WorkStack.@Nullable Task next() {
        return walk.next(stack, descriptors, this::handOver);
    }

    /// Hands over what is left in batches not full.
    private void handOver() {
        entries.end();
        directories.end();
    }

    private void done() {
        walk.open.decrementAndGet();
        pace(1);
    }

    /// Looks whether the walk goes on, and how fast, once this many calls were made since the last look.
    private void pace(int least) {
        long calls = tools.syscalls.calls().total();
        if (calls - paced >= least) {
            walk.request.pace().after((int) (calls - paced));
            paced = calls;
            walk.checkGoingOn();
        }
    }

    /// Walks one subdirectory, whose parent's descriptor the caller holds in use for this.
    private void visit(WorkStack.Task task) {
        DirectoryNode parent = task.parent();
        DirectoryNode node;
        int descriptor;
        try {
            int above = descriptors.descriptor(parent);
            node = examine(parent, task.name(), above);
            if (node == null) {
                return;
            }
            descriptor = descriptors.openToRead(above, tools.name(task.name()));
        } finally {
            descriptors.done(parent);
        }
        read(node, descriptor);
    }

    /// @return null where there is nothing to read, and all is said about it
    private @Nullable DirectoryNode examine(DirectoryNode parent, byte[] name, int above) {
        int result = above < 0 ? above : tools.syscalls.attributes(above, tools.name(name), tools.attributes);
        if (result == 0 && !tools.attributes.isDirectory()) {
            result = -Errno.ENOTDIR.number();
        }
        if (result < 0) {
            missing(parent, name, result);
            return null;
        }
        DirectoryNode node = new DirectoryNode(parent, name, tools.attributes, true);
        if (isElsewhere(parent) && !walk.request.boundaries().enters(node.path(), tools.attributes)) {
            mountPoint(new DirectoryNode(parent, name, tools.attributes, false));
            return null;
        }
        return node;
    }

    /// True where what was examined last begins something else than the directory it is in: another mount, another
    /// subvolume, or a place where the kernel would mount something.
    private boolean isElsewhere(DirectoryNode parent) {
        Attributes found = tools.attributes;
        return found.isMountRoot()
                || found.mount() != parent.mount
                || (found.isDirectory() && (found.device() != parent.device || found.isAutomount()));
    }

    private void missing(DirectoryNode parent, byte[] name, int result) {
        examined(parent, name, result);
        directories.finish(parent);
    }

    private void mountPoint(DirectoryNode node) {
        node.error = Walk.MOUNT_POINT;
        walk.counters.excluded.increment();
        walk.errors.add(Walk.MOUNT_POINT, node.path(), "not the filesystem it is in, left out");
        directories.finish(node);
    }

    private void read(DirectoryNode node, int descriptor) {
        if (descriptor < 0) {
            unreadable(node, descriptor, "cannot open directory");
            directories.finish(node);
            return;
        }
        descriptors.opened(node, descriptor);
        readOpen(node);
    }

    /// Reads a directory whose descriptor is open; the use of it ends here.
    private void readOpen(DirectoryNode node) {
        int descriptor = node.descriptor;
        DirectoryRead event = new DirectoryRead();
        long calls = tools.syscalls.calls().total();
        event.begin();
        try {
            readNames(node, descriptor);
            readEntries(node, descriptor);
            node.addDirect();
            node.expect(left.size());
            left.forEach(directories::finish);
            left.clear();
            if (subdirectoryCount > 0) {
                node.expect(subdirectoryCount);
                walk.open.addAndGet(subdirectoryCount);
                stack.push(new Siblings(node, subdirectories.toByteArray()), descriptors);
            }
        } finally {
            descriptors.done(node);
        }
        record(event, node, calls);
        entries.publishCounts();
        directories.finish(node);
    }

    private void record(DirectoryRead event, DirectoryNode node, long callsBefore) {
        event.end();
        if (event.shouldCommit()) {
            event.depth = node.depth;
            event.names = tools.names.count();
            event.subdirectories = subdirectoryCount;
            event.systemCalls = tools.syscalls.calls().total() - callsBefore;
            event.commit();
        }
    }

    private void readNames(DirectoryNode node, int descriptor) {
        tools.names.clear();
        int bytes = tools.syscalls.readDirectory(descriptor, tools.names.room());
        while (bytes > 0) {
            tools.names.add(bytes);
            pace(LOOK_EVERY);
            bytes = tools.syscalls.readDirectory(descriptor, tools.names.room());
        }
        if (bytes < 0) {
            unreadable(node, bytes, "cannot read directory to its end");
        }
        tools.names.sort();
    }

    private void readEntries(DirectoryNode node, int descriptor) {
        subdirectories.reset();
        subdirectoryCount = 0;
        inside = selective ? walk.request.selection().in(node.pathBelowRoot()) : Selection.Inside.ALL;
        for (int i = 0; i < tools.names.count(); i++) {
            if (tools.names.kind(i) == Kind.DIRECTORY) {
                addSubdirectory(node, descriptor, i);
            } else {
                readEntry(node, descriptor, i);
            }
            if ((i & LOOK_EVERY - 1) == LOOK_EVERY - 1) {
                pace(1);
            }
        }
    }

    private void readEntry(DirectoryNode node, int descriptor, int index) {
        Attributes attributes = tools.attributes;
        int result = tools.syscalls.attributes(descriptor, tools.names.pointer(index), attributes);
        if (result < 0) {
            examined(node, tools.names.bytes(index), result);
        } else if (attributes.isDirectory()) {
            addSubdirectory(node, descriptor, index);
        } else if (isElsewhere(node)) {
            walk.counters.excluded.increment();
            walk.request.boundaries().enters(node.pathOf(tools.names.bytes(index)), attributes);
        } else if (!includes(index, false)) {
            // Of an inode with several names another one may be counted.
            walk.counters.exclude(attributes, attributes.links() <= 1);
        } else {
            entries.add(node, tools.names.bytes(index), attributes);
        }
    }

    private boolean includes(int index, boolean isDirectory) {
        return !selective || inside.includes(tools.names.bytes(index), isDirectory);
    }

    private void addSubdirectory(DirectoryNode node, int descriptor, int index) {
        if (!includes(index, true)) {
            exclude(node, descriptor, index);
            return;
        }
        subdirectories.writeBytes(tools.names.bytes(index));
        subdirectories.write(0);
        subdirectoryCount++;
    }

    /// A subdirectory left out is a row without anything in it, so that whoever looks for it learns why.
    private void exclude(DirectoryNode parent, int descriptor, int index) {
        byte[] name = tools.names.bytes(index);
        int result = tools.syscalls.attributes(descriptor, tools.names.pointer(index), tools.attributes);
        if (result < 0) {
            examined(parent, name, result);
            return;
        }
        DirectoryNode node = new DirectoryNode(parent, name, tools.attributes, false);
        node.error = Walk.EXCLUDED;
        walk.counters.exclude(tools.attributes, false);
        left.add(node);
    }

    private void examined(DirectoryNode directory, byte[] name, int result) {
        Errno errno = Errno.of(-result);
        if (errno == Errno.ENOENT) {
            walk.counters.vanished.increment();
        } else {
            walk.counters.failedEntries.increment();
        }
        walk.errors.add(errno.kind(), directory.pathOf(name), "cannot examine: " + errno + " (" + -result + ")");
    }

    private void unreadable(DirectoryNode node, int result, String message) {
        Errno errno = Errno.of(-result);
        node.error = errno.kind();
        walk.counters.failedDirectories.increment();
        walk.errors.add(errno.kind(), node.path(), message + ": " + errno + " (" + -result + ")");
    }
}
