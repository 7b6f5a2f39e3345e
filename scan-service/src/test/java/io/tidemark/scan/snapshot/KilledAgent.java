package io.tidemark.scan.snapshot;

import io.tidemark.scan.syscall.LinuxSyscalls;
import io.tidemark.scan.throttle.Machine;
import io.tidemark.scan.throttle.Policies;
import io.tidemark.scan.throttle.Throttle;
import io.tidemark.scan.volume.Volumes;

import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/// A program that records one tree and may be killed at any moment: arguments are the root, the snapshot's folder, the
/// number of threads, and a file in which it counts the directories that it has read, which outlives it.
public final class KilledAgent {

    static final UUID ID = UUID.fromString("01900000-0000-7000-8000-000000000001");
    static final Instant STARTED = Instant.parse("2026-11-21T05:00:00Z");

    private KilledAgent() {}

    public static void main(String[] arguments) throws Exception {
        PrintStream out = System.out;
        Path root = Path.of(arguments[0]);
        Path folder = Path.of(arguments[1]);
        if (SnapshotFolder.isSealed(folder)) {
            SnapshotFolder.tidy(folder);
            return;
        }
        try (RandomAccessFile file = new RandomAccessFile(arguments[3], "rw")) {
            MappedByteBuffer read = file.getChannel().map(FileChannel.MapMode.READ_WRITE, 0, Long.BYTES);
            Recorder recorder = new Recorder(
                    () -> new CountingSyscalls(read),
                    new Volumes(LinuxSyscalls::new, Path.of("/proc/self/mountinfo")),
                    InstantSource.fixed(STARTED),
                    Integer.parseInt(arguments[2]),
                    16,
                    new WriterLimits(2048, 1 << 16, Duration.ofMillis(20), Duration.ofDays(1)),
                    Path.of("/etc/passwd"),
                    Path.of("/etc/group"),
                    "1.0.0");
            Throttle throttle = new Throttle(Machine.real(), Policies.FULL, "0:0");
            Recording recording = recorder.prepare(new SnapshotSpec(ID, "web-1", root, STARTED), folder, throttle);
            out.println("walking");
            recording.walk();
            out.println("sealing");
            recording.seal(List.of());
        }
    }
}
