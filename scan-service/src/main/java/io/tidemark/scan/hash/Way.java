package io.tidemark.scan.hash;

import io.tidemark.scan.syscall.Attributes;
import io.tidemark.scan.syscall.Errno;
import io.tidemark.scan.syscall.Syscalls;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

/// The way to a file, name by name from the root as walkers go: through no symbolic link, and into nothing that would
/// be mounted by looking.
final class Way {

    private static final int LONGEST_NAME = 255;
    private static final int STRAY = 4;

    private final Syscalls syscalls;
    private final Attributes attributes;
    private final MemorySegment buffer;
    private byte[] file = new byte[0];

    Way(Syscalls syscalls, Arena arena) {
        this.syscalls = syscalls;
        this.attributes = new Attributes(arena);
        this.buffer = arena.allocate(LONGEST_NAME + 1);
    }

    /// Where a way ends.
    sealed interface End {}

    /// A file, whose name {@link #file} has.
    ///
    /// @param directory an open descriptor, for the caller to close
    record Found(int directory) implements End {}

    /// Nothing that can be read.
    record Lost(HashOutcome why) implements End {}

    /// The file of a task and what it is; {@link #attributes} has its attributes.
    End to(HashTask task) {
        String path = task.path();
        if (!path.startsWith("/") || path.length() < 2) {
            return new Lost(HashOutcome.UNREADABLE);
        }
        String[] names = path.substring(1).split("/", -1);
        int directory = syscalls.openDirectory(Syscalls.WORKING_DIRECTORY, name("/".getBytes(StandardCharsets.UTF_8)));
        if (directory < 0) {
            return lost(directory);
        }
        for (int i = 0; i < names.length - 1; i++) {
            int next = step(directory, names[i]);
            syscalls.close(directory);
            if (next < 0) {
                return lost(next);
            }
            directory = next;
        }
        String last = names[names.length - 1];
        byte[] name = task.rawName() == null ? bytes(last) : decoded(task.rawName());
        int found = look(directory, name);
        if (found < 0) {
            syscalls.close(directory);
            return lost(found);
        }
        file = name;
        return new Found(directory);
    }

    /// Nothing, which is no name, where it is no Base64.
    private static byte[] decoded(String raw) {
        try {
            return Base64.getDecoder().decode(raw);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    /// The name of the file that was found last, ended by NUL, good until the next call.
    MemorySegment file() {
        return name(file);
    }

    /// Those of the file that was found last.
    Attributes attributes() {
        return attributes;
    }

    private int step(int directory, String text) {
        byte[] name = bytes(text);
        int found = look(directory, name);
        if (found == -Errno.ENOENT.number()) {
            byte[] meant = unescaped(text);
            found = Arrays.equals(meant, name) ? found : look(directory, meant);
            name = meant;
        }
        if (found < 0) {
            return found;
        }
        if (attributes.isAutomount()) {
            return -Errno.EACCES.number();
        }
        int opened = syscalls.openUntraced(directory, name(name));
        return opened == -Errno.EPERM.number() ? syscalls.openDirectory(directory, name(name)) : opened;
    }

    private int look(int directory, byte[] name) {
        return isName(name) ? syscalls.attributes(directory, name(name), attributes) : -Errno.ENOENT.number();
    }

    private static boolean isName(byte[] name) {
        boolean dots = (name.length == 1 && name[0] == '.') || (name.length == 2 && name[0] == '.' && name[1] == '.');
        if (name.length == 0 || name.length > LONGEST_NAME || dots) {
            return false;
        }
        for (byte b : name) {
            if (b == 0 || b == '/') {
                return false;
            }
        }
        return true;
    }

    /// The name as it was before a snapshot wrote each byte that is no UTF-8 as `\xHH`. A folder has no other record of
    /// its very bytes; which of the two is meant the file's inode tells.
    static byte[] unescaped(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int at = 0;
        while (at < text.length()) {
            if (isStray(text, at)) {
                bytes.write(HexFormat.fromHexDigits(text, at + 2, at + STRAY));
                at += STRAY;
            } else {
                int end = text.offsetByCodePoints(at, 1);
                bytes.writeBytes(bytes(text.substring(at, end)));
                at = end;
            }
        }
        return bytes.toByteArray();
    }

    private static boolean isStray(String text, int at) {
        return text.startsWith("\\x", at)
                && at + STRAY <= text.length()
                && "89ABCDEF".indexOf(text.charAt(at + 2)) >= 0
                && "0123456789ABCDEF".indexOf(text.charAt(at + 3)) >= 0;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private MemorySegment name(byte[] raw) {
        MemorySegment.copy(raw, 0, buffer, JAVA_BYTE, 0, raw.length);
        buffer.set(JAVA_BYTE, raw.length, (byte) 0);
        return buffer;
    }

    static Lost lost(long result) {
        return new Lost(
                switch (Errno.of((int) -result)) {
                    case ENOENT -> HashOutcome.VANISHED;
                    case ENOTDIR, ELOOP, ESTALE -> HashOutcome.CHANGED;
                    case EPERM, EIO, EACCES, EMFILE, ENAMETOOLONG, EBADMSG, ETIMEDOUT, EUCLEAN, OTHER ->
                        HashOutcome.UNREADABLE;
                });
    }
}
