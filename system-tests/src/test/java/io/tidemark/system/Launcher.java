package io.tidemark.system;

import io.tidemark.launcher.layout.Layout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Runs the launcher as a user's shell would, on a data folder and ports of its own.
final class Launcher {
    private static final Path HOME =
            Path.of(System.getProperty("tidemark.home", "..")).toAbsolutePath().normalize();
    private static final long PATIENCE_SECONDS = 240;

    private final Layout layout;
    private final List<String> prefix;

    /// @param prefix a command that runs the launcher's, such as `setpriv`; empty for none
    Launcher(Layout layout, List<String> prefix) {
        this.layout = layout;
        this.prefix = prefix;
    }

    Layout layout() {
        return layout;
    }

    static Path home() {
        return HOME;
    }

    /// Runs one command to its end.
    Result run(String... arguments) {
        Running running = start(arguments);
        return running.await();
    }

    Running start(String... arguments) {
        List<String> line = new ArrayList<>(prefix);
        line.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dtidemark.home=" + HOME,
                "-Dstdout.encoding=UTF-8",
                "-cp",
                HOME + "/launcher/target/launcher.jar:" + HOME + "/launcher/target/lib/*",
                "io.tidemark.launcher.command.Main"));
        line.addAll(List.of(arguments));
        line.addAll(
                List.of("--data", layout.data().toString(), "--port-offset", Integer.toString(layout.portOffset())));
        return Running.of(line);
    }

    /// Processes whose command line names the data folder.
    List<String> processes() {
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.map(Launcher::commandLine)
                    .filter(line -> line.contains(layout.data() + "/"))
                    .toList();
        }
    }

    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(
                    Path.of("/proc", Long.toString(process.pid()), "cmdline"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    /// What a command printed on both streams, and its exit code.
    record Result(int exit, String text) {}

    /// A command that may still run.
    record Running(Process process, Path output) {

        static Running of(List<String> line) {
            try {
                Path output = Files.createTempFile("stack", ".out");
                output.toFile().deleteOnExit();
                Process process = new ProcessBuilder(line)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
                process.getOutputStream().close();
                return new Running(process, output);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        String text() {
            try {
                return Files.readString(output);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        Result await() {
            try {
                if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new AssertionError("Not done after " + PATIENCE_SECONDS + " s:\n" + text());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
            return new Result(process.exitValue(), text());
        }
    }
}
