package io.tidemark.scan.walk;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// Names of users and groups by number, from files as `/etc/passwd` and `/etc/group`. Of several names of one number
/// the
/// first counts, as in the C library.
public final class Accounts {

    private final Map<Long, byte[]> users;
    private final Map<Long, byte[]> groups;

    private Accounts(Map<Long, byte[]> users, Map<Long, byte[]> groups) {
        this.users = users;
        this.groups = groups;
    }

    /// Reads both files; a file that does not exist names nobody.
    ///
    /// @throws IOException when a file exists and cannot be read
    public static Accounts read(Path passwd, Path group) throws IOException {
        return new Accounts(names(passwd), names(group));
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
        return users.get(uid);
    }

    /// UTF-8, or null where no group has that number.
    byte @Nullable [] group(long gid) {
        return groups.get(gid);
    }
}
