package io.tidemark.scan.testing;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/// Filesystems that one test mounts below a folder of its own, and that are gone after it whatever happens: unmounted
/// when the test ends, when the virtual machine ends, and, where that was killed, by the next one that starts.
///
/// Register as a field with `@RegisterExtension`. A test that mounts is skipped, with the reason, where the machine
/// does not permit it.
public final class Mounts implements BeforeEachCallback, AfterEachCallback {

    private static final String PREFIX = "tidemark-mounts-";
    private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));
    private static final Path ANYWHERE = Path.of("/");

    private final Deque<Path> mounted = new ArrayDeque<>();
    private Path folder = ANYWHERE;
    private int images;

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        removeWhatDeadRunsLeft();
        folder = Files.createTempDirectory(
                        TEMPORARY, PREFIX + ProcessHandle.current().pid() + "-")
                .toRealPath();
        Path mine = folder;
        Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(mine)));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        mounted.clear();
        remove(folder);
    }

    /// A folder of this test that is no mount.
    public Path folder() {
        return folder;
    }

    /// An empty filesystem of that type in a file, mounted at `name`.
    ///
    /// @param size as `truncate` takes it
    public Path image(String name, String type, String size, String makeOptions) {
        assumeCanMount();
        assumeTrue(Shell.attempt(ANYWHERE, "command -v mkfs." + type).status() == 0, () -> "needs mkfs." + type);
        String image = "image-" + images++;
        Shell.run(folder, "truncate -s " + size + " " + image);
        Shell.run(folder, String.format(Locale.ROOT, "mkfs.%s -q %s %s", type, makeOptions, image));
        return mount(name, "-t " + type + " -o loop " + image);
    }

    /// Mounts at `name`, which is made where it is not there.
    ///
    /// @param what options and source, as `mount` takes them
    public Path mount(String name, String what) {
        assumeCanMount();
        try {
            Path point = folder.resolve(name);
            if (!Files.exists(point)) {
                Files.createDirectories(point);
            }
            Shell.Result result = Shell.attempt(folder, "mount " + what + " '" + point + "'");
            assumeTrue(result.status() == 0, () -> "needs mount " + what + ": " + result.output());
            mounted.push(point);
            return point;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void assumeCanMount() {
        assumeTrue(System.getProperty("user.name").equals("root"), "needs the right to mount: root");
    }

    private static void removeWhatDeadRunsLeft() throws IOException {
        try (var left = Files.newDirectoryStream(TEMPORARY, PREFIX + "*")) {
            for (Path path : left) {
                String pid =
                        path.getFileName().toString().substring(PREFIX.length()).replaceFirst("-.*", "");
                if (ProcessHandle.of(Long.parseLong(pid)).isEmpty()) {
                    remove(path);
                }
            }
        }
    }

    /// Lazily, so that nothing that is still open can keep a mount; never through a mount that stayed.
    private static void remove(Path folder) {
        String mounts = "awk -v f='" + folder + "/' 'index($5, f) == 1 { print $5 }' /proc/self/mountinfo | tac";
        Shell.attempt(ANYWHERE, mounts + " | while read -r m; do umount -l \"$(printf '%b' \"$m\")\"; done");
        Shell.attempt(ANYWHERE, "test -d '" + folder + "' && rm -rf --one-file-system '" + folder + "'");
    }
}
