package io.tidemark.analytics.folder;

import io.tidemark.platform.problem.ProblemException;

import java.util.Arrays;
import java.util.stream.Collectors;

/// An absolute path of a folder: no empty, `.` or `..` steps, no slash at the end.
public record FolderPath(String text) {
    private static final int LONGEST = 4096;

    public FolderPath {
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException("a folder's path starts with a slash");
        }
    }

    /// Reads what a caller wrote, with or without slashes around it, or several in a row.
    ///
    /// @throws ProblemException 422 where it steps up, is longer than any path can be, or contains the
    ///     character 0
    public static FolderPath of(String written) {
        if (written.length() > LONGEST || written.indexOf('\0') >= 0) {
            throw ProblemException.field(
                    "path", "must have at most " + LONGEST + " characters, none of them the character 0");
        }
        String steps = Arrays.stream(written.split("/", -1))
                .filter(step -> !step.isEmpty() && !step.equals("."))
                .peek(FolderPath::refuseUp)
                .collect(Collectors.joining("/"));
        return new FolderPath("/" + steps);
    }

    /// The least text that a path below this one starts with.
    String below() {
        return text.equals("/") ? "/" : text + "/";
    }

    /// Greater than every path below this one, and than nothing else that is greater than this one: `0`
    /// follows `/`.
    String behind() {
        return text.equals("/") ? "0" : text + "0";
    }

    private static void refuseUp(String step) {
        if (step.equals("..")) {
            throw ProblemException.field("path", "must not contain '..'");
        }
    }
}
