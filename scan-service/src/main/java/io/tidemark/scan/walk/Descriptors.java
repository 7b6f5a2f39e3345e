package io.tidemark.scan.walk;

import io.tidemark.scan.syscall.Errno;
import org.jspecify.annotations.Nullable;

import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;

import static io.tidemark.scan.walk.DirectoryNode.CLOSED;

/// The open directories of a walk. A directory's descriptor stays open while it is used, and while it is wanted for
/// subdirectories that are still to come; a branch deeper than the limit gives up its upper ones, and gets one back
/// by walking down from the nearest directory that is open. That is what makes depth unlimited: no path is ever
/// passed to the kernel, and the number of open descriptors does not grow with depth. Each thread has its own
/// instance; what they share stands in the nodes, whose locks are taken from a directory towards the root only.
final class Descriptors {

    private final Tools tools;
    private final Counters counters;

    Descriptors(Tools tools, Counters counters) {
        this.tools = tools;
        this.counters = counters;
    }

    /// Opens a directory to be read, without a trace where the kernel permits that.
    ///
    /// @return a descriptor, or a negated error number
    int openToRead(int directory, MemorySegment name) {
        int descriptor = tools.syscalls.openUntraced(directory, name);
        if (descriptor == -Errno.EPERM.number()) {
            descriptor = tools.syscalls.openDirectory(directory, name);
            if (descriptor >= 0) {
                counters.fallbacks.increment();
            }
        }
        if (descriptor >= 0) {
            counters.opened.increment();
        }
        return descriptor;
    }

    /// Marks a directory as wanted for subdirectories to come, or no more.
    void keep(DirectoryNode node, boolean keep) {
        synchronized (node) {
            node.keep = keep;
            closeUnwanted(node);
        }
    }

    boolean isKept(DirectoryNode node) {
        synchronized (node) {
            return node.keep;
        }
    }

    /// Takes over an open descriptor; the caller is a user until it says {@link #done}.
    void opened(DirectoryNode node, int descriptor) {
        synchronized (node) {
            node.descriptor = descriptor;
            node.users++;
        }
    }

    /// Begins a use: from now on an open descriptor stays open.
    void use(DirectoryNode node) {
        synchronized (node) {
            node.users++;
        }
    }

    /// Ends a use.
    void done(DirectoryNode node) {
        synchronized (node) {
            node.users--;
            closeUnwanted(node);
        }
    }

    /// The open descriptor of a directory that the caller uses, opened again where it was given up.
    ///
    /// @return a descriptor, or a negated error number: `ENOTDIR` where another directory stands in its place now
    int descriptor(DirectoryNode node) {
        synchronized (node) {
            return node.descriptor == CLOSED ? reopen(node) : node.descriptor;
        }
    }

    private int reopen(DirectoryNode node) {
        Deque<DirectoryNode> below = new ArrayDeque<>();
        DirectoryNode start = nearestOpen(node, below);
        int descriptor = start.descriptor;
        @Nullable DirectoryNode base = start;
        while (true) {
            DirectoryNode next = below.pop();
            int opened = openSame(descriptor, next);
            leave(base, descriptor);
            if (opened < 0 || next == node) {
                node.descriptor = Math.max(CLOSED, opened);
                return opened;
            }
            descriptor = opened;
            base = adopt(next, opened);
        }
    }

    /// Collects the directories between, topmost first, and begins a use of the one found. The root is always open.
    private static DirectoryNode nearestOpen(DirectoryNode node, Deque<DirectoryNode> below) {
        DirectoryNode at = node;
        while (true) {
            below.push(at);
            at = Objects.requireNonNull(at.parent, "the root stays open");
            synchronized (at) {
                if (at.descriptor != CLOSED) {
                    at.users++;
                    return at;
                }
            }
        }
    }

    private int openSame(int directory, DirectoryNode node) {
        int opened = tools.syscalls.openDirectory(directory, tools.name(node.rawName));
        if (opened < 0) {
            return opened;
        }
        int result = tools.syscalls.attributes(opened, tools.self, tools.attributes);
        if (result == 0 && tools.attributes.inode() == node.inode && tools.attributes.device() == node.device) {
            return opened;
        }
        tools.syscalls.close(opened);
        return result < 0 ? result : -Errno.ENOTDIR.number();
    }

    /// Lets a directory on the way keep its new descriptor where it is wanted; then it is in use, and answered.
    private static @Nullable DirectoryNode adopt(DirectoryNode node, int opened) {
        synchronized (node) {
            if (node.keep && node.descriptor == CLOSED) {
                node.descriptor = opened;
                node.users++;
                return node;
            }
            return null;
        }
    }

    private void leave(@Nullable DirectoryNode owner, int descriptor) {
        if (owner == null) {
            tools.syscalls.close(descriptor);
        } else {
            done(owner);
        }
    }

    private void closeUnwanted(DirectoryNode node) {
        if (node.users == 0 && !node.keep && node.descriptor != CLOSED) {
            tools.syscalls.close(node.descriptor);
            node.descriptor = CLOSED;
        }
    }
}
