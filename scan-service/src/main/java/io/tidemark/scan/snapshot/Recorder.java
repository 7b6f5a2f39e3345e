package io.tidemark.scan.snapshot;

import io.tidemark.scan.syscall.Syscalls;
import io.tidemark.scan.throttle.Throttle;
import io.tidemark.scan.volume.Volumes;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Supplier;

/// What every recording on this server shares.
///
/// @param threads walking threads
/// @param descriptors directories kept open over all threads
/// @param passwd names of users, as `/etc/passwd`
/// @param group names of groups, as `/etc/group`
public record Recorder(
        Supplier<Syscalls> kernel,
        Volumes volumes,
        InstantSource clock,
        int threads,
        int descriptors,
        WriterLimits limits,
        Path passwd,
        Path group,
        String agentVersion) {

    private static final int MOST_THREADS = 64;

    public Recorder {
        if (threads < 1 || threads > MOST_THREADS || descriptors < 1) {
            throw new IllegalArgumentException(
                    "scan.threads must be from 1 to " + MOST_THREADS + " and scan.descriptors at least 1");
        }
    }

    /// Makes ready to record into a folder that exists; what is in it is either an interrupted recording of the
    /// same snapshot, or goes.
    ///
    /// @param throttle keeps the walk to its policy
    public Recording prepare(SnapshotSpec spec, Path folder, Throttle throttle) {
        return new Recording(this, spec, folder, throttle);
    }
}
