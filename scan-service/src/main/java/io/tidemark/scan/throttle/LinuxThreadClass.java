package io.tidemark.scan.throttle;

import io.tidemark.scan.syscall.ThreadPriority;

import java.util.ArrayList;
import java.util.List;

/// Sets classes through the kernel.
public final class LinuxThreadClass implements ThreadClass {

    @Override
    public List<String> idle() {
        List<String> refused = new ArrayList<>();
        note(ThreadPriority.scheduleIdle(), "idle scheduling class", refused);
        note(ThreadPriority.ioIdle(), "idle I/O class", refused);
        return refused;
    }

    @Override
    public List<String> normal() {
        List<String> refused = new ArrayList<>();
        note(ThreadPriority.scheduleNormal(), "normal scheduling class", refused);
        note(ThreadPriority.ioNormal(), "normal I/O class", refused);
        return refused;
    }

    private static void note(int result, String what, List<String> refused) {
        if (result < 0) {
            refused.add("the kernel refuses the " + what + " (error " + -result + ")");
        }
    }
}
