package io.tidemark.launcher.command;

import io.tidemark.launcher.layout.Layout;
import io.tidemark.launcher.stack.Stack;
import io.tidemark.launcher.stack.StackLock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.nio.file.Files;

/// Stops everything; the data stays.
@Command(name = "down", description = "Stops everything. All data stays.")
final class Down implements Runnable {
    @Mixin
    Place place = new Place();

    @Override
    public void run() {
        Layout layout = place.layout();
        if (!Files.isDirectory(layout.run())) {
            System.out.println("Nothing runs on " + layout.data());
            return;
        }
        try (StackLock _ = StackLock.take(layout)) {
            boolean stopped = new Stack(place.home(), layout, System.out).stop();
            System.out.println(
                    stopped ? "Stopped; the data is in " + layout.data() : "Nothing ran on " + layout.data());
        }
    }
}
