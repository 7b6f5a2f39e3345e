package io.tidemark.scan.syscall;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

/// Names of users and groups as the C library knows them: from files, directory services, whatever
/// `nsswitch.conf(5)` says. A call may take as long as a server takes to answer. Safe for several threads.
@SuppressWarnings("restricted")
public final class NameService {

    private static final Linker LINKER = Linker.nativeLinker();

    private static final FunctionDescriptor LOOKUP =
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS);

    /// `int getpwuid_r(uid_t uid, struct passwd *entry, char *buffer, size_t length, struct passwd **result)`
    private static final MethodHandle GETPWUID = handle("getpwuid_r");

    /// `int getgrgid_r(gid_t gid, struct group *entry, char *buffer, size_t length, struct group **result)`
    private static final MethodHandle GETGRGID = handle("getgrgid_r");

    /// More than any C library's `struct passwd` or `struct group` needs. The name is the first field of both.
    private static final long ENTRY_BYTES = 256;

    private static final long NAME_BYTES = 1024;
    private static final AddressLayout NAME =
            ADDRESS.withTargetLayout(MemoryLayout.sequenceLayout(NAME_BYTES, JAVA_BYTE));
    private static final int ERANGE = 34;
    private static final long FIRST_BUFFER = 16 * 1024;
    private static final long LARGEST_BUFFER = 4 << 20;

    private NameService() {}

    private static MethodHandle handle(String function) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(function), LOOKUP);
    }

    /// The raw bytes of a user's name; empty where nobody has that number, or nobody answers.
    public static Optional<byte[]> user(long uid) {
        return name(GETPWUID, uid);
    }

    /// As {@link #user}, of a group.
    public static Optional<byte[]> group(long gid) {
        return name(GETGRGID, gid);
    }

    private static Optional<byte[]> name(MethodHandle lookup, long number) {
        for (long length = FIRST_BUFFER; length <= LARGEST_BUFFER; length *= 4) {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment entry = arena.allocate(ENTRY_BYTES, 8);
                MemorySegment result = arena.allocate(ADDRESS);
                MemorySegment buffer = arena.allocate(length);
                int error = (int) lookup.invokeExact((int) number, entry, buffer, length, result);
                // Large groups need room for all their members.
                if (error != ERANGE) {
                    boolean found = error == 0 && result.get(ADDRESS, 0).address() != 0;
                    return found ? Optional.of(text(entry.get(NAME, 0))) : Optional.empty();
                }
            } catch (Throwable e) {
                throw new AssertionError("a native call does not match its descriptor", e);
            }
        }
        return Optional.empty();
    }

    private static byte[] text(MemorySegment name) {
        int length = 0;
        while (length < NAME_BYTES - 1 && name.get(JAVA_BYTE, length) != 0) {
            length++;
        }
        return name.asSlice(0, length).toArray(JAVA_BYTE);
    }
}
