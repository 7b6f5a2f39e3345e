package io.tidemark.scan.walk;

import io.tidemark.scan.syscall.NameService;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// Names of users and groups by number, from files as `/etc/passwd` and `/etc/group`. Of several names of one number
/// the first counts, as in the C library. The C library itself, and so directory services, is asked for what this
/// system's own files do not have; files of another system, such as a container's host, are all there is to know.
public final class Accounts {

    private static final Path OWN_PASSWD = Path.of("/etc/passwd");
    private static final Path OWN_GROUP = Path.of("/etc/group");
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Map<Long, byte[]> users;
    private final Map<Long, byte[]> groups;
    private final @Nullable NameLookup moreUsers;
    private final @Nullable NameLookup moreGroups;

    private Accounts(Path passwd, Path group) throws IOException {
        this.users = names(passwd);
        this.groups = names(group);
        this.moreUsers = passwd.equals(OWN_PASSWD) ? new NameLookup(NameService::user, PATIENCE) : null;
        this.moreGroups = group.equals(OWN_GROUP) ? new NameLookup(NameService::group, PATIENCE) : null;
    }

    /// Reads both files; a file that does not exist names nobody.
    ///
    /// @throws IOException when a file exists and cannot be read
    public static Accounts read(Path passwd, Path group) throws IOException {
        return new Accounts(passwd, group);
    }

    private static Map<Long, byte[]> names(Path file) throws IOException {
        Map<Long, byte[]> names = new HashMap<>();
        if (!Files.exists(file)) {
            return names;
        }
        for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
            String[] fields = line.split(":", 4);
            if (fields.length >= 3 && fields[2].matches("[0-9]{1,10}")) {
                byte[] name = NameText.readable(fields[0].getBytes(StandardCharsets.ISO_8859_1));
                names.putIfAbsent(Long.valueOf(fields[2]), name);
            }
        }
        return names;
    }

    /// UTF-8, or null where nobody has that number.
    byte @Nullable [] user(long uid) {
        return name(users, moreUsers, uid);
    }

    /// UTF-8, or null where no group has that number.
    byte @Nullable [] group(long gid) {
        return name(groups, moreGroups, gid);
    }

    private static byte @Nullable [] name(Map<Long, byte[]> names, @Nullable NameLookup more, long number) {
        byte[] name = names.get(number);
        return name == null && more != null ? more.name(number) : name;
    }
}
