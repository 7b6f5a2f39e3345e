package io.tidemark.launcher.process;

import io.tidemark.launcher.trouble.Trouble;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Starts processes that outlive this one, in a process group of their own: neither Ctrl-C nor the end of the terminal
/// reaches them.
public final class Detached {
    /// Job control gives the child its own group; signals that are ignored here stay ignored after exec.
    private static final String SCRIPT =
            "set -m; trap '' HUP INT; log=$1; shift; \"$@\" </dev/null >>\"$log\" 2>&1 & echo $!";

    private Detached() {}

    /// @param environment added to this process's own
    /// @param log what the process prints is added here
    public static KnownProcess start(List<String> command, Map<String, String> environment, Path folder, Path log) {
        List<String> line = new ArrayList<>(List.of("bash", "-c", SCRIPT, "detached", log.toString()));
        line.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().putAll(environment);
        long pid = Long.parseLong(output(builder));
        return KnownProcess.running(pid)
                .orElseThrow(() -> new Trouble(command.getFirst() + " ended at once; see " + log));
    }

    private static String output(ProcessBuilder builder) {
        try {
            Process process = builder.start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            int status = process.waitFor();
            if (status != 0 || text.isEmpty()) {
                throw new Trouble("A process cannot be started: bash ended with " + status);
            }
            return text;
        } catch (IOException e) {
            throw new Trouble("A process cannot be started: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Trouble("Interrupted", e);
        }
    }
}
