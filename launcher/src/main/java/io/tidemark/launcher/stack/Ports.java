package io.tidemark.launcher.stack;

import io.tidemark.launcher.layout.Layout;
import io.tidemark.launcher.trouble.Trouble;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The port offset that a data folder was started with, so that `down` and `status` need not be told again.
public final class Ports {
    private static final String FILE = "run/port-offset";

    private Ports() {}

    /// 0 where nothing was ever started.
    public static int remembered(Path data) {
        try {
            return Integer.parseInt(Files.readString(data.resolve(FILE)).strip());
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }

    public static void remember(Layout layout) {
        Path file = layout.data().resolve(FILE);
        try {
            Files.writeString(file, layout.portOffset() + "\n");
        } catch (IOException e) {
            throw Trouble.writing(file, e);
        }
    }
}
