package io.tidemark.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Runs the tools whose numbers ours are held against.
final class Shell {
    private Shell() {}

    /// @param script for bash
    /// @return what it printed; its bytes as they are, one character each
    static String run(Path folder, String script) {
        try {
            Process process = new ProcessBuilder("bash", "-euc", script)
                    .directory(folder.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            int status = process.waitFor();
            if (status != 0) {
                throw new AssertionError("Status " + status + ": " + script);
            }
            return text.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static long number(Path folder, String script) {
        return Long.parseLong(run(folder, script));
    }
}
