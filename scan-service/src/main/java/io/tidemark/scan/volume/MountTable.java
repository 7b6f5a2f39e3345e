package io.tidemark.scan.volume;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The mounts of one moment, in mount order. Format: `proc_pid_mountinfo(5)`.
public record MountTable(List<Mount> mounts) {

    private static final int FIXED_FIELDS = 6;
    private static final Comparator<Mount> WHOLE_FIRST = Comparator.<Mount>comparingInt(
                    mount -> mount.subtree().equals("/") ? 0 : 1)
            .thenComparingInt(mount -> mount.mountPoint().length());

    public MountTable {
        mounts = List.copyOf(mounts);
    }

    /// Reads a mount table such as `/proc/self/mountinfo`. Paths need not be valid UTF-8: each byte is one character
    /// while the fields are cut, and bytes that are no UTF-8 become U+FFFD.
    public static MountTable read(Path file) throws IOException {
        return parse(Files.readAllLines(file, StandardCharsets.ISO_8859_1));
    }

    /// Lines that are not mount lines are left out.
    static MountTable parse(Collection<String> lines) {
        List<Mount> mounts = new ArrayList<>();
        for (String line : lines) {
            parseLine(line).ifPresent(mounts::add);
        }
        return new MountTable(mounts);
    }

    /// The mounts of a host whose root lies in `root`, by their places on that host. This process's own table tells
    /// where they are and what number they have; the host's tells how they are mounted there, for here they may be
    /// read-only.
    ///
    /// @param hosts the host's own table; empty where it cannot be read
    MountTable of(String root, MountTable hosts) {
        List<Mount> reached = new ArrayList<>();
        containing(root).ifPresent(mount -> reached.add(mount.at("/", mount.inside(root))));
        for (Mount mount : mounts) {
            if (!mount.mountPoint().equals(root) && Mount.isAtOrBelow(root, mount.mountPoint())) {
                reached.add(mount.at(mount.mountPoint().substring(root.length()), mount.subtree()));
            }
        }
        return new MountTable(reached.stream().map(hosts::asMountedThere).toList());
    }

    private Mount asMountedThere(Mount mount) {
        Mount there = mount;
        for (Mount other : mounts) {
            if (other.isSameViewAs(mount)) {
                there = mount.with(other.options());
            }
        }
        return there;
    }

    /// The mount that `path` is on: of the mounts that cover it the deepest, and of those at one place the last,
    /// which hides the others.
    public Optional<Mount> containing(String path) {
        Optional<Mount> found = Optional.empty();
        for (Mount mount : mounts) {
            if (mount.covers(path)
                    && found.filter(f ->
                                    f.mountPoint().length() > mount.mountPoint().length())
                            .isEmpty()) {
                found = Optional.of(mount);
            }
        }
        return found;
    }

    /// The mount of that number.
    public Optional<Mount> byId(long id) {
        return mounts.stream().filter(mount -> mount.id() == id).findFirst();
    }

    /// One mount for each filesystem that holds storage of this server: neither kernel interfaces nor memory, nor
    /// read-only images, nor a second view of a filesystem that is listed already (a bind mount). Of several views
    /// the one of the whole filesystem counts, then the one with the shortest mount point.
    public List<Mount> volumes() {
        List<Mount> candidates = new ArrayList<>(mounts);
        candidates.removeIf(mount -> !FilesystemType.isStorage(mount) || !isVisible(mount));
        candidates.sort(WHOLE_FIRST);
        Map<String, Mount> chosen = new TreeMap<>();
        candidates.forEach(mount -> chosen.putIfAbsent(mount.deviceNumber(), mount));
        return chosen.values().stream()
                .sorted(Comparator.comparing(Mount::mountPoint))
                .toList();
    }

    private boolean isVisible(Mount mount) {
        return containing(mount.mountPoint()).filter(mount::equals).isPresent();
    }

    private static Optional<Mount> parseLine(String line) {
        String[] fields = line.split(" ");
        int separator = List.of(fields).indexOf("-");
        if (separator < FIXED_FIELDS || fields.length < separator + 3) {
            return Optional.empty();
        }
        String superOptions = fields.length > separator + 3 ? "," + fields[separator + 3] : "";
        return Optional.of(new Mount(
                number(fields[0]),
                fields[2],
                unescape(fields[3]),
                unescape(fields[4]),
                fields[separator + 1],
                unescape(fields[separator + 2]),
                fields[5] + superOptions));
    }

    private static long number(String field) {
        return field.matches("[0-9]{1,18}") ? Long.parseLong(field) : -1;
    }

    /// Space, tab, newline, backslash and `#` stand as a backslash and three octal digits.
    static String unescape(String field) {
        byte[] bytes = new byte[field.length()];
        int length = 0;
        for (int i = 0; i < field.length(); i++) {
            if (field.charAt(i) == '\\' && isOctal(field, i + 1)) {
                bytes[length++] = (byte) Integer.parseInt(field, i + 1, i + 4, 8);
                i += 3;
            } else {
                bytes[length++] = (byte) field.charAt(i);
            }
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    private static boolean isOctal(String field, int from) {
        return from + 3 <= field.length()
                && field.substring(from, from + 3).chars().allMatch(c -> c >= '0' && c <= '7');
    }
}
