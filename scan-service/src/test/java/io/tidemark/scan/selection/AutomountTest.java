package io.tidemark.scan.selection;

import io.tidemark.scan.syscall.LinuxSyscalls;
import io.tidemark.scan.testing.Mounts;
import io.tidemark.scan.testing.Shell;
import io.tidemark.scan.volume.Volumes;
import io.tidemark.scan.walk.Accounts;
import io.tidemark.scan.walk.BatchSink;
import io.tidemark.scan.walk.Pace;
import io.tidemark.scan.walk.Walk;
import io.tidemark.scan.walk.WalkRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/// Real autofs mounts. The kernel asks a daemon to mount something by writing into a pipe, and lets whoever looks
/// inside wait for the answer; here nobody answers, and the pipe tells whether anybody was asked.
class AutomountTest {

    @RegisterExtension
    final Mounts mounts = new Mounts();

    private long daemon;

    @AfterEach
    void endDaemon() {
        if (daemon != 0) {
            ProcessHandle.of(daemon).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"direct", "indirect"})
    void mountsNothingByWalking(String kind) throws Exception {
        Path top = mounts.mount("top", "-t tmpfs nothing");
        Files.createDirectories(top.resolve("before"));
        automount(top, kind);
        for (boolean oneFilesystem : new boolean[] {true, false}) {

            MountBoundaries boundaries = walk(top, oneFilesystem);

            assertThat(boundaries.met()).singleElement().satisfies(point -> {
                assertThat(point.path()).isEqualTo(top + "/auto");
                assertThat(point.leftOut()).isEqualTo("automount");
            });
            assertThat(asked()).isZero();
        }
    }

    @Test
    void wouldMountSomethingIfItLookedInside() throws Exception {
        Path top = mounts.mount("top", "-t tmpfs nothing");
        automount(top, "direct");

        Shell.attempt(mounts.folder(), "timeout -s KILL 1 ls top/auto/");

        assertThat(asked()).isPositive();
    }

    private void automount(Path top, String kind) throws Exception {
        Path point = Files.createDirectories(top.resolve("auto"));
        String autofs = "mkfifo pipe; exec 3<>pipe; setsid sleep 60 > sleep.out 2>&1 3>&- & daemon=$!; sleep 0.2; "
                + "mount -t autofs -o fd=3,pgrp=$daemon,minproto=5,maxproto=5," + kind + " test " + point
                + " && echo $daemon > daemon";
        Shell.Result result = Shell.attempt(mounts.folder(), autofs);
        assumeTrue(result.status() == 0, () -> "needs a kernel with autofs: " + result.output());
        daemon = Long.parseLong(
                Files.readString(mounts.folder().resolve("daemon")).strip());
    }

    /// Bytes that the kernel has written to the daemon.
    private long asked() {
        return Long.parseLong(Shell.run(mounts.folder(), "timeout 0.3 dd if=pipe iflag=nonblock 2>/dev/null | wc -c")
                .strip());
    }

    private static MountBoundaries walk(Path top, boolean oneFilesystem) throws Exception {
        Volumes volumes = new Volumes(LinuxSyscalls::new, Path.of("/proc/self/mountinfo"));
        Scope scope = new Scope(List.of(), List.of(), oneFilesystem);
        MountBoundaries boundaries =
                new MountBoundaries(volumes, oneFilesystem, volumes.containing(top.toString()), top.toString());
        Walk walk = new Walk(
                new WalkRequest(top, 2, 16, scope.selection(), boundaries, Pace.UNLIMITED),
                LinuxSyscalls::new,
                Accounts.read(top.resolve("passwd"), top.resolve("group")),
                thread -> ignoring(),
                thread -> ignoring());
        walk.run();
        return boundaries;
    }

    private static <B> BatchSink<B> ignoring() {
        return new BatchSink<>() {
            @Override
            public B accept(B filled) {
                return filled;
            }

            @Override
            public void finish(B last) {}
        };
    }
}
