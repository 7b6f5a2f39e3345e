package io.tidemark.scan.throttle;

import io.tidemark.scan.syscall.ThreadPriority;

import java.util.ArrayList;
import java.util.List;

/// Sets classes through the kernel.
final class LinuxThreadClass implements ThreadClass {

    private final IdleGroup group;

    LinuxThreadClass(IdleGroup group) {
        this.group = group;
    }

    @Override
    public List<String> idle() {
        List<String> refused = new ArrayList<>();
        group.enter().ifPresent(refused::add);
        note(ThreadPriority.scheduleIdle(), "idle scheduling class", refused);
        note(ThreadPriority.ioIdle(), "idle I/O class", refused);
        return refused;
    }

    @Override
    public List<String> normal() {
        List<String> refused = new ArrayList<>();
        group.leave().ifPresent(refused::add);
        note(ThreadPriority.scheduleNormal(), "normal scheduling class", refused);
        note(ThreadPriority.ioNormal(), "normal I/O class", refused);
        return refused;
    }

    @Override
    public void close() {
        group.remove();
    }

    private static void note(int result, String what, List<String> refused) {
        if (result < 0) {
            refused.add("the kernel refuses the " + what + " (error " + -result + ")");
        }
    }
}
