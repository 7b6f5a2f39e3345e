package io.tidemark.launcher.command;

import io.tidemark.launcher.client.Api;
import io.tidemark.launcher.layout.Layout;
import io.tidemark.launcher.layout.Service;
import io.tidemark.launcher.report.Summary;
import io.tidemark.launcher.scan.Job;
import io.tidemark.launcher.scan.Progress;
import io.tidemark.launcher.scan.ScanRun;
import io.tidemark.launcher.stack.Ground;
import io.tidemark.launcher.stack.Ports;
import io.tidemark.launcher.stack.Stack;
import io.tidemark.launcher.stack.StackLock;
import io.tidemark.launcher.stack.Undo;
import io.tidemark.launcher.trouble.Trouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Starts what does not run, then scans. Ctrl-C undoes whatever this call began. A scan that fails takes nothing down:
/// the services, and what they logged, are there to look at.
@Command(name = "up", description = "Starts everything that does not run, and scans PATH.")
final class Up implements Runnable {
    @Mixin
    Place place = new Place();

    @Option(names = "--scan", paramLabel = "PATH", description = "A directory to scan once everything runs.")
    @Nullable
    Path scan;

    private final PrintStream out = System.out;
    private final Undo undo = new Undo();
    private volatile boolean interrupted;

    @Override
    public void run() {
        Path root = scan == null ? null : Ground.scanRoot(scan);
        Layout layout = place.layout();
        requireSamePorts(layout);
        new Stack(place.home(), layout, out).requireStartable();
        Ground.prepare(layout);
        Thread undoing = new Thread(this::onInterrupt, "undo");
        Runtime.getRuntime().addShutdownHook(undoing);
        try {
            start(layout);
            if (root != null) {
                scan(layout, root);
            }
        } catch (Trouble e) {
            throw interrupted ? new Trouble("Interrupted", e) : e;
        } finally {
            undo.forget();
        }
    }

    private void start(Layout layout) {
        boolean firstStart = !Files.exists(layout.administratorPassword());
        try (StackLock _ = StackLock.take(layout)) {
            requireSamePorts(layout);
            Ports.remember(layout);
            out.println("Tidemark on " + layout.data());
            boolean started = startAll(layout);
            out.println(started ? "Everything runs." : "Everything runs already.");
            if (firstStart && Files.exists(layout.administratorPassword())) {
                showPassword(layout);
            }
            new Stack(place.home(), layout, out).admitAgent(undo);
        }
        if (scan == null) {
            Summary.addresses(layout).forEach(out::println);
        }
    }

    /// All or nothing.
    private boolean startAll(Layout layout) {
        try {
            return new Stack(place.home(), layout, out).start(undo);
        } catch (Trouble e) {
            undo.run();
            throw e;
        }
    }

    private void requireSamePorts(Layout layout) {
        int known = Ports.remembered(layout.data());
        if (known != layout.portOffset()
                && new Stack(place.home(), new Layout(layout.data(), known), out).isRunning()) {
            throw new Trouble("The services on " + layout.data() + " run with --port-offset " + known
                    + "; use that one, or ./stack down first");
        }
    }

    private void scan(Layout layout, Path root) {
        Api api = Api.asAdministrator(layout);
        ScanRun run = new ScanRun(api, new Progress(out, isTerminal()));
        out.println();
        out.println("Scanning " + root);
        Job requested = undo.step(() -> run.request(root), run::cancel);
        Job job = run.follow(requested);
        new Summary(api, layout, job).lines().forEach(out::println);
    }

    private void showPassword(Layout layout) {
        try {
            String password = Files.readString(layout.administratorPassword()).strip();
            out.println("The administrator's password, shown this once: " + password);
            out.println("It is kept in " + layout.administratorPassword());
        } catch (IOException e) {
            throw new Trouble(Service.AUTH.title() + " wrote no administrator's password: " + e.getMessage(), e);
        }
    }

    private void onInterrupt() {
        if (undo.isPending()) {
            interrupted = true;
            out.println();
            out.println("Interrupted: undoing what was begun");
            undo.run();
        }
    }

    /// The script knows: it asks with `test -t`.
    private static boolean isTerminal() {
        return Boolean.getBoolean("tidemark.terminal");
    }
}
