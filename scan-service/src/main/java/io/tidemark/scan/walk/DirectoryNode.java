package io.tidemark.scan.walk;

import io.tidemark.scan.syscall.Attributes;
import org.jspecify.annotations.Nullable;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// A directory whose subtree is not finished. Nodes point to their parents only, so that a finished subtree is
/// garbage: what lives is the branches being walked.
final class DirectoryNode {

    /// No descriptor is open.
    static final int CLOSED = -1;

    final @Nullable DirectoryNode parent;
    /// As the kernel has it; for the root of the scan its absolute path.
    final byte[] rawName;
    /// Valid UTF-8; the very same array where the raw name is.
    final byte[] name;
    final int depth;
    private final int pathLength;
    final long inode;
    final long device;
    /// The kernel's number, which another start of the machine or the container may change.
    long mount;
    final int mode;
    final long uid;
    final long gid;
    final long modified;
    final long ownSize;
    final long ownAllocated;
    final Totals direct = new Totals();
    /// Guarded by this node, for subtrees are finished by any thread.
    final Totals subtree = new Totals();

    @Nullable
    String error;

    /// Subdirectories not finished, and one more until this directory itself was read. Guarded by this node.
    private int unfinished = 1;

    /// The rest is for {@link Descriptors} and guarded by this node.
    int descriptor = CLOSED;

    int users;
    boolean keep;

    DirectoryNode(@Nullable DirectoryNode parent, byte[] rawName, Attributes attributes, boolean inside) {
        this.parent = parent;
        this.rawName = rawName;
        this.name = NameText.readable(rawName);
        this.depth = parent == null ? 0 : parent.depth + 1;
        this.pathLength = name.length + (parent == null ? 0 : parent.pathLength + (needsSlash() ? 1 : 0));
        this.inode = attributes.inode();
        this.device = attributes.device();
        this.mount = attributes.mount();
        this.mode = attributes.mode();
        this.uid = attributes.uid();
        this.gid = attributes.gid();
        this.modified = attributes.modified();
        // What is mounted here is not part of this filesystem, and neither are its bytes.
        this.ownSize = inside ? attributes.size() : 0;
        this.ownAllocated = inside ? attributes.allocated() : 0;
    }

    /// A directory that {@link #write} wrote: read, and closed.
    DirectoryNode(@Nullable DirectoryNode parent, DataInput in) throws IOException {
        this.parent = parent;
        this.rawName = new byte[in.readInt()];
        in.readFully(rawName);
        this.name = NameText.readable(rawName);
        this.depth = parent == null ? 0 : parent.depth + 1;
        this.pathLength = name.length + (parent == null ? 0 : parent.pathLength + (needsSlash() ? 1 : 0));
        this.inode = in.readLong();
        this.device = in.readLong();
        this.mount = in.readLong();
        this.mode = in.readInt();
        this.uid = in.readLong();
        this.gid = in.readLong();
        this.modified = in.readLong();
        this.ownSize = in.readLong();
        this.ownAllocated = in.readLong();
        this.direct.read(in);
        this.subtree.read(in);
        this.error = in.readBoolean() ? in.readUTF() : null;
        this.unfinished = in.readInt();
    }

    /// No thread may be reading this directory or finishing one below it.
    synchronized void write(DataOutput out) throws IOException {
        out.writeInt(rawName.length);
        out.write(rawName);
        out.writeLong(inode);
        out.writeLong(device);
        out.writeLong(mount);
        out.writeInt(mode);
        out.writeLong(uid);
        out.writeLong(gid);
        out.writeLong(modified);
        out.writeLong(ownSize);
        out.writeLong(ownAllocated);
        direct.write(out);
        subtree.write(out);
        String known = error;
        out.writeBoolean(known != null);
        if (known != null) {
            out.writeUTF(known);
        }
        out.writeInt(unfinished);
    }

    /// The whole path as valid UTF-8. Built anew on each call: kept paths would cost the square of the depth.
    byte[] path() {
        byte[] path = new byte[pathLength];
        int end = pathLength;
        for (DirectoryNode node = this; node != null; node = node.parent) {
            end -= node.name.length;
            System.arraycopy(node.name, 0, path, end, node.name.length);
            if (node.needsSlash()) {
                path[--end] = '/';
            }
        }
        return path;
    }

    /// The raw path below the root of the scan, which itself has none.
    byte[] pathBelowRoot() {
        int length = -1;
        for (DirectoryNode node = this; node.parent != null; node = node.parent) {
            length += node.rawName.length + 1;
        }
        byte[] path = new byte[Math.max(0, length)];
        int end = length;
        for (DirectoryNode node = this; node.parent != null; node = node.parent) {
            end -= node.rawName.length;
            System.arraycopy(node.rawName, 0, path, end, node.rawName.length);
            if (--end > 0) {
                path[end] = '/';
            }
        }
        return path;
    }

    /// The path of something inside this directory, for messages.
    byte[] pathOf(byte[] child) {
        byte[] base = path();
        byte[] text = NameText.readable(child);
        int slash = base.length == 1 ? 0 : 1;
        byte[] path = new byte[base.length + slash + text.length];
        System.arraycopy(base, 0, path, 0, base.length);
        path[base.length - 1 + slash] = '/';
        System.arraycopy(text, 0, path, base.length + slash, text.length);
        return path;
    }

    private boolean needsSlash() {
        return parent != null && !(parent.parent == null && parent.name.length == 1);
    }

    /// Says that this many subdirectories will have to finish before this directory does.
    synchronized void expect(int subdirectories) {
        unfinished += subdirectories;
    }

    /// One subdirectory, or this directory's own reading, is finished; true for the last.
    synchronized boolean finishOne() {
        return --unfinished == 0;
    }

    /// Takes over the totals of a finished subdirectory.
    synchronized void addSubdirectory(DirectoryNode child) {
        direct.addDirectory();
        subtree.addDirectory();
        subtree.add(child.subtree);
    }

    /// Takes over what was found directly inside, before any subdirectory is begun.
    synchronized void addDirect() {
        subtree.add(direct);
    }
}
