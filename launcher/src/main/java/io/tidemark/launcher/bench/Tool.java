package io.tidemark.launcher.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/// A public tool that reads the same tree. None leaves the root's filesystem, as no scan does.
enum Tool {
    DU("du -s", "coreutils", "du", "-s", "-x", "--block-size=1"),
    /// Everything a snapshot holds of an entry but the owner's and the group's name: `find` would look these up anew
    /// for
    /// each file, which takes it about four times as long.
    FIND("find -printf", "findutils", "find"),
    /// `-s` prints one line instead of one for each folder.
    GDU("gdu -npc", "gdu", "gdu", "-npcxs", "--no-prefix");

    private static final String FIELDS = "%h/%f\\t%y %s %b %T@ %A@ %C@ %B@ %U %G %m %i %D %n\\n";
    /// `gdu` takes this for what a directory itself occupies.
    private static final long GDU_DIRECTORY_BYTES = 4096;

    private final String shown;
    private final String packaged;
    private final List<String> command;

    Tool(String shown, String packaged, String... command) {
        this.shown = shown;
        this.packaged = packaged;
        this.command = List.of(command);
    }

    String shown() {
        return shown;
    }

    /// The one line that says how to get it.
    String missing() {
        return command.getFirst() + " is not installed, so nothing stands beside it: Debian's package " + packaged
                + " brings it";
    }

    boolean isInstalled() {
        return isInstalled(command.getFirst());
    }

    /// Whether a program of this name is on the PATH.
    static boolean isInstalled(String program) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /// Runs it once.
    ///
    /// @throws io.tidemark.launcher.trouble.Trouble where its sum is not what it must be
    Run run(Subject subject) {
        Timed timed = Timed.run(line(subject.root()), this != FIND);
        expected(subject.sums())
                .ifPresent(expected ->
                        subject.requireEqual(shown, timed.output().split("\\s", 2)[0], Long.toString(expected)));
        return timed.run();
    }

    private List<String> line(Path root) {
        List<String> line = new ArrayList<>(command);
        line.add(root.toString());
        if (this == FIND) {
            line.addAll(List.of("-xdev", "-printf", FIELDS));
        }
        return line;
    }

    private OptionalLong expected(Sums sums) {
        return switch (this) {
            case DU -> OptionalLong.of(sums.allocatedBytes() + sums.directoryAllocatedBytes());
            case FIND -> OptionalLong.empty();
            case GDU -> OptionalLong.of(sums.allocatedBytes() + sums.directories() * GDU_DIRECTORY_BYTES);
        };
    }
}
