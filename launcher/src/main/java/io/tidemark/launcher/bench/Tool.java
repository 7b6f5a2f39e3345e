package io.tidemark.launcher.bench;

import io.tidemark.launcher.trouble.Trouble;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// A public tool that reads the same tree.
enum Tool {
    DU("du -s", "du -s --block-size=1 \"$1\" | cut -f1"),
    FIND("find", "find \"$1\" ! -type d -printf '%s\\n' | wc -l"),
    GDU("gdu -npc", "gdu -npc \"$1\" >/dev/null; echo 0");

    private final String shown;
    private final String script;

    Tool(String shown, String script) {
        this.shown = shown;
        this.script = script;
    }

    String shown() {
        return shown;
    }

    /// Those that are on this machine.
    static List<Tool> installed() {
        return Arrays.stream(values()).filter(Tool::isInstalled).toList();
    }

    private boolean isInstalled() {
        String program = shown.split(" ", 2)[0];
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /// Runs it once.
    Run run(Path root) {
        long begin = System.nanoTime();
        try {
            Process process = new ProcessBuilder("bash", "-c", script, shown, root.toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            int status = process.waitFor();
            if (status != 0) {
                throw new Trouble(shown + " ended with " + status);
            }
            return new Run((System.nanoTime() - begin) / 1e9, Long.parseLong(text));
        } catch (IOException e) {
            throw new Trouble(shown + " cannot be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Trouble("Interrupted", e);
        }
    }

    /// @param result bytes of `du`, entries of `find`
    record Run(double seconds, long result) {}
}
