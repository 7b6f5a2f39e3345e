package io.tidemark.history.inventory;

import java.util.Arrays;

/// Turns the paths of an inventory into paths of the snapshot.
final class Paths {

    static final int LONGEST = 32_768;
    static final int DEEPEST = 512;

    private final String root;
    private final String prefix;
    private final boolean strict;

    /// @param prefix what the inventory's paths begin with in place of the root
    /// @param strict whether empty parts, `.` and `..` are refused; names of objects may have them
    Paths(String root, String prefix, boolean strict) {
        this.root = root;
        this.prefix = prefix;
        this.strict = strict;
    }

    /// @throws Unreadable when it lies elsewhere, is too long or too deep, or has parts that are none
    String place(String written) throws Unreadable {
        String path = join(strict ? relative(written) : written);
        if (path.length() > LONGEST || path.chars().filter(c -> c == '/').count() > DEEPEST) {
            throw new Unreadable("the path is longer than " + LONGEST + " characters or deeper than " + DEEPEST);
        }
        if (path.indexOf('\0') >= 0) {
            throw new Unreadable("the path has a NUL character");
        }
        if (strict && Arrays.stream(path.substring(1).split("/", -1)).anyMatch(Paths::isNoName) && path.length() > 1) {
            throw new Unreadable("the path has an empty part, '.' or '..': '" + shown(path) + "'");
        }
        return path;
    }

    /// What is behind the prefix, with no slash before or behind it.
    private String relative(String written) throws Unreadable {
        String path = prefix.indexOf('\\') < 0 ? written : written.replace('\\', '/');
        String above = prefix.replace('\\', '/');
        if (path.equals(above) || path.equals(above + "/")) {
            return "";
        }
        String begin = above.endsWith("/") ? above : above + "/";
        if (path.startsWith(begin)) {
            return path.substring(begin.length());
        }
        if (path.startsWith("/") || path.isEmpty()) {
            throw new Unreadable("'" + shown(written) + "' does not begin with '" + prefix + "'");
        }
        String below = path.startsWith("./") ? path.substring(2) : path;
        return below.equals(".") ? "" : below;
    }

    private String join(String relative) {
        String below = strict && relative.endsWith("/") ? relative.substring(0, relative.length() - 1) : relative;
        if (below.isEmpty()) {
            return root;
        }
        return root.equals("/") ? "/" + below : root + "/" + below;
    }

    private static boolean isNoName(String part) {
        return part.isEmpty() || part.equals(".") || part.equals("..");
    }

    static String shown(String text) {
        return text.length() <= 200 ? text : text.substring(0, 200) + "...";
    }
}
