package io.tidemark.scan.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// Runs shell lines.
public final class Shell {

    private static final int PATIENCE_SECONDS = 30;

    private Shell() {}

    /// Runs a line in `folder` and answers what it prints, a character for each byte.
    public static String run(Path folder, String line) {
        Result result = attempt(folder, line);
        if (result.status() != 0) {
            throw new AssertionError(line + ": " + result.output());
        }
        return result.output();
    }

    /// Runs a line that may fail.
    public static Result attempt(Path folder, String line) {
        try {
            Path output = Files.createTempFile("shell", ".out");
            Process process = new ProcessBuilder("sh", "-c", line)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(line + " takes too long");
            }
            String text = Files.readString(output, StandardCharsets.ISO_8859_1);
            Files.delete(output);
            return new Result(process.exitValue(), text);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(line, e);
        }
    }

    /// How a line ended.
    public record Result(int status, String output) {}
}
