package io.tidemark.launcher.trouble;

import java.io.IOException;
import java.nio.file.Path;

/// Something the user can act on. The message is one whole line; the command prints it and ends with exit code 1.
public final class Trouble extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Trouble(String line) {
        super(line);
    }

    public Trouble(String line, Throwable cause) {
        super(line, cause);
    }

    /// A file that cannot be written. A full disk is named as such.
    public static Trouble writing(Path file, IOException cause) {
        String reason = String.valueOf(cause.getMessage());
        return reason.contains("No space left on device")
                ? new Trouble("The disk is full: " + file + " cannot be written", cause)
                : new Trouble(file + " cannot be written: " + cause.getClass().getSimpleName() + " " + reason, cause);
    }
}
