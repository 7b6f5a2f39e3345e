package io.tidemark.scan.syscall;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

/// A kernel with nothing in it but `/invented`: some parts, in each of them some folders, in each of them some files,
/// all named by their number, in an order that is none.
public final class InventedTree implements Syscalls {

    /// Bytes of each file.
    public static final int FILE_BYTES = 1000;

    private static final int SLASH = 1;
    private static final int ROOT = 2;
    private static final int PART = 3;
    private static final int DIRECTORY = 0x41ED;
    private static final int FILE = 0x81A4;

    private final int parts;
    private final int folders;
    private final int files;
    private final CallCounts calls = new CallCounts();
    /// Names delivered so far, by descriptor.
    private final Map<Integer, Integer> delivered = new HashMap<>();

    public InventedTree(int parts, int folders, int files) {
        this.parts = parts;
        this.folders = folders;
        this.files = files;
    }

    @Override
    public int openDirectory(int directory, MemorySegment name) {
        calls.count(SystemCall.OPENAT);
        if (name.getString(0).equals(".")) {
            return directory;
        }
        int opened = switch (directory) {
            case WORKING_DIRECTORY -> SLASH;
            case SLASH -> ROOT;
            case ROOT -> PART + number(name);
            default -> PART + parts + (directory - PART) * folders + number(name);
        };
        delivered.put(opened, 0);
        return opened;
    }

    @Override
    public int openUntraced(int directory, MemorySegment name) {
        return openDirectory(directory, name);
    }

    private static int number(MemorySegment name) {
        String text = name.getString(0);
        return Integer.parseInt(text.substring(text.indexOf('-') + 1));
    }

    @Override
    public int readDirectory(int directory, MemorySegment buffer) {
        calls.count(SystemCall.GETDENTS64);
        boolean leaf = directory >= PART + parts;
        int names = leaf ? files : directory == ROOT ? parts : folders;
        String prefix = leaf ? "file-" : directory == ROOT ? "part-" : "folder-";
        int type = leaf ? Dirents.DT_REG : Dirents.DT_DIR;
        int next = delivered.getOrDefault(directory, 0);
        int bytes = 0;
        while (next < names) {
            byte[] name = (prefix + shuffled(next, names)).getBytes(StandardCharsets.US_ASCII);
            int written = Dirents.write(buffer, bytes, name, type);
            if (written == 0) {
                break;
            }
            bytes += written;
            next++;
        }
        delivered.put(directory, next);
        return bytes;
    }

    /// Another number below `limit` for each, none twice.
    private static int shuffled(int number, int limit) {
        long stride = 7_368_787L;
        while (limit % stride == 0) {
            stride += 2;
        }
        return (int) (number * stride % limit);
    }

    @Override
    public int attributes(int directory, MemorySegment name, Attributes into) {
        calls.count(SystemCall.STATX);
        boolean leaf = directory >= PART + parts && name.get(JAVA_BYTE, 0) == 'f';
        into.segment().set(JAVA_SHORT, 28, (short) (leaf ? FILE : DIRECTORY));
        into.segment().set(JAVA_INT, 16, 1);
        into.segment().set(JAVA_INT, 40, leaf ? FILE_BYTES : 0);
        into.segment().set(JAVA_INT, 48, leaf ? 8 : 0);
        into.filled();
        return 0;
    }

    @Override
    public int target(MemorySegment path, Attributes into) {
        throw new UnsupportedOperationException("nothing in an invented tree is reached by its path");
    }

    @Override
    public int filesystem(MemorySegment path, FilesystemFigures into) {
        return -Errno.EIO.number();
    }

    @Override
    public void close(int descriptor) {
        calls.count(SystemCall.CLOSE);
    }

    @Override
    public CallCounts calls() {
        return calls;
    }

    @Override
    public void close() {}
}
