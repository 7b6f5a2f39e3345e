package io.tidemark.launcher.command;

import io.tidemark.launcher.layout.Layout;
import io.tidemark.launcher.stack.Stack;
import io.tidemark.launcher.stack.State;
import io.tidemark.launcher.stack.Status;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.List;
import java.util.concurrent.Callable;

/// Tells how everything is; exit code 3 where something is not ready.
@Command(name = "status", description = "Tells how everything is; exit code 3 where something is not ready.")
final class StatusCommand implements Callable<Integer> {
    private static final int NOT_READY = 3;

    @Mixin
    Place place = new Place();

    @Override
    public Integer call() {
        Layout layout = place.layout();
        List<Status> lines = new Stack(place.home(), layout, System.out).status();
        lines.forEach(s -> System.out.printf(
                "  %-18s %-24s %s%s%n",
                s.name(),
                s.state().words(),
                s.address(),
                s.pid().map(pid -> "  process " + pid).orElse("")));
        return lines.stream().allMatch(s -> s.state() == State.READY) ? 0 : NOT_READY;
    }
}
