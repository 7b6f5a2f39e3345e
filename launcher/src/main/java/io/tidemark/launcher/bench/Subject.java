package io.tidemark.launcher.bench;

import io.tidemark.launcher.trouble.Trouble;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// A tree that is measured on, and what is in it.
///
/// @param name in figures
/// @param sums when it was examined
/// @param examined a moment before that
record Subject(String name, Path root, Sums sums, Instant examined) {
    private static final int NAMED = 5;
    private static final long NANOS = 1_000_000_000L;

    /// Examines it, which also brings all of it into the kernel's memory.
    ///
    /// @throws Trouble where `gdu` is there and counts otherwise
    static Subject examine(String name, Path root) {
        Instant begin = Instant.now();
        Subject subject = new Subject(name, root, Sums.ofFind(root), begin);
        if (Tool.GDU.isInstalled()) {
            long items = Sums.itemsOfGdu(root);
            subject.requireEqual("gdu", items, subject.sums.entries() + subject.sums.directories());
        }
        return subject;
    }

    /// @param theirs what somebody found in the tree now
    /// @throws Trouble where that is not what was examined, naming what changed since
    void requireEqual(String who, Object theirs, Object examined) {
        if (!theirs.equals(examined)) {
            List<String> changed = changed();
            throw new Trouble(who + " finds " + theirs + " in " + root + ", find found " + examined + "; "
                    + (changed.isEmpty() ? "nothing changed meanwhile" : words(changed))
                    + "; no time is worth telling");
        }
    }

    /// One line that names what changed since it was examined; empty where nothing did.
    String changes() {
        List<String> changed = changed();
        return changed.isEmpty() ? "" : "In " + root + " " + words(changed);
    }

    private static String words(List<String> changed) {
        return String.format(
                Locale.ROOT,
                "%,d changed meanwhile: %s%s",
                changed.size(),
                changed.stream().limit(NAMED).collect(Collectors.joining(", ")),
                changed.size() > NAMED ? ", ..." : "");
    }

    /// Whatever was written, made, renamed or given to somebody else. What was removed shows as its folder.
    private List<String> changed() {
        String since =
                "@" + examined.getEpochSecond() + "." + String.format(Locale.ROOT, "%09d", examined.getNano() % NANOS);
        List<String> command = List.of("find", root.toString(), "-xdev", "-newerct", since, "-print0");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String paths = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(paths.split("\0", -1))
                    .filter(path -> !path.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new Trouble("find cannot be run: " + e.getMessage(), e);
        }
    }
}
