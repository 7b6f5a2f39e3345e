package io.tidemark.scan.throttle;

import io.tidemark.scan.volume.Mount;
import io.tidemark.scan.volume.MountTable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

class IdleGroupTest {

    private static final List<String> VERSION_1 = List.of("9:name=systemd:/", "4:cpu,cpuacct:/", "0::/");
    private static final List<String> VERSION_2 = List.of("0::/");

    @TempDir
    Path root;

    private Path group;
    private Path running;

    @BeforeEach
    void makeGroup() throws IOException {
        group = Files.createDirectory(root.resolve("tidemark-scan"));
        running = Files.createDirectory(root.resolve("running"));
        Files.writeString(group.resolve("cpu.idle"), "0\n");
        for (Path folder : List.of(root, group)) {
            Files.createFile(folder.resolve("tasks"));
            Files.createFile(folder.resolve("cgroup.threads"));
        }
    }

    @Test
    void putsTheCallingThreadIntoAnIdleGroupOfVersion1() {
        IdleGroup idle = IdleGroup.of(VERSION_1, mounts("cgroup", "rw,cpu,cpuacct"), running);

        Optional<String> missing = idle.enter();

        assertThat(missing).isEmpty();
        assertThat(group.resolve("cpu.idle")).hasContent("1");
        assertThat(group.resolve("tasks")).hasContent("0");
        assertThat(root.resolve("tasks")).isEmptyFile();
    }

    @Test
    void putsTheCallingThreadIntoAThreadedGroupOfVersion2() throws IOException {
        Files.writeString(group.resolve("cgroup.type"), "domain");
        IdleGroup idle = IdleGroup.of(VERSION_2, mounts("cgroup2", "rw"), running);

        Optional<String> missing = idle.enter();

        assertThat(missing).isEmpty();
        assertThat(group.resolve("cgroup.type")).content().startsWith("threaded");
        assertThat(group.resolve("cpu.idle")).hasContent("1");
        assertThat(group.resolve("cgroup.threads")).hasContent("0");
    }

    @Test
    void putsTheThreadBackWhereTheProcessIs() {
        IdleGroup idle = IdleGroup.of(VERSION_1, mounts("cgroup", "rw,cpu"), running);
        idle.enter();

        Optional<String> kept = idle.leave();

        assertThat(kept).isEmpty();
        assertThat(root.resolve("tasks")).hasContent("0");
    }

    @Test
    void takesTheCompilersAlong() throws IOException {
        runs("7", "C2 CompilerThre");
        runs("8", "GC Thread#0");
        IdleGroup idle = IdleGroup.of(VERSION_1, mounts("cgroup", "rw,cpu"), running);

        idle.enter();

        assertThat(group.resolve("tasks")).hasContent("7");
        assertThat(root.resolve("tasks")).isEmptyFile();
    }

    @Test
    void takesTheCompilersBack() throws IOException {
        runs("7", "C1 CompilerThre");
        IdleGroup idle = IdleGroup.of(VERSION_1, mounts("cgroup", "rw,cpu"), running);
        idle.enter();

        idle.leave();

        assertThat(root.resolve("tasks")).hasContent("7");
    }

    @Test
    void saysWhatToSetWhereAServicesGroupDecides() {
        IdleGroup idle =
                IdleGroup.of(List.of("0::/system.slice/agent.service"), mounts("cgroup2", "rw,nsdelegate"), running);

        Optional<String> missing = idle.enter();

        assertThat(missing).get().asString().contains("/system.slice/agent.service", "CPUWeight=idle");
        assertThat(group.resolve("cgroup.threads")).isEmptyFile();
    }

    @Test
    void isContentWithAServicesGroupThatIsIdle() throws IOException {
        Path service = Files.createDirectories(root.resolve("system.slice/agent.service"));
        Files.writeString(service.resolve("cpu.idle"), "1\n");
        IdleGroup idle = IdleGroup.of(List.of("0::/system.slice/agent.service"), mounts("cgroup2", "rw"), running);

        Optional<String> missing = idle.enter();

        assertThat(missing).isEmpty();
    }

    @Test
    void doesNotTakeAContainersRootForTheMachines() throws IOException {
        Files.writeString(root.resolve("cgroup.type"), "domain");
        IdleGroup idle = IdleGroup.of(VERSION_2, mounts("cgroup2", "rw"), running);

        Optional<String> missing = idle.enter();

        assertThat(missing).get().asString().contains("control group /,");
    }

    @Test
    void saysThatTheHierarchyRefuses() throws IOException {
        Files.delete(group.resolve("cpu.idle"));
        IdleGroup idle = IdleGroup.of(VERSION_2, mounts("cgroup2", "rw"), running);

        Optional<String> missing = idle.enter();

        assertThat(missing).get().asString().contains("own session only", group.toString());
        assertThat(group.resolve("cgroup.threads")).isEmptyFile();
    }

    @Test
    void saysWhereNothingIsMounted() {
        IdleGroup idle = IdleGroup.of(VERSION_1, new MountTable(List.of()), running);

        Optional<String> missing = idle.enter();

        assertThat(missing).contains("the control groups of processors are not mounted");
    }

    @Test
    void entersAndLeavesAGroupOfThisKernel() throws IOException {
        IdleGroup idle = IdleGroup.real();
        Optional<String> missing = idle.enter();
        assumeTrue(missing.isEmpty(), () -> "needs root outside of any control group: " + missing.orElseThrow());
        String inside = Files.readString(Path.of("/proc/thread-self/cgroup"));
        List<String> compilers = compilers();

        idle.leave();

        idle.remove();
        assertThat(inside).contains(":/tidemark-scan\n");
        assertThat(compilers).isNotEmpty().allMatch(groups -> groups.contains(":/tidemark-scan\n"));
        assertThat(compilers()).isNotEmpty().noneMatch(groups -> groups.contains("tidemark-scan"));
        assertThat(Path.of("/proc/thread-self/cgroup")).content().doesNotContain("tidemark-scan");
    }

    private void runs(String number, String name) throws IOException {
        Files.writeString(Files.createDirectory(running.resolve(number)).resolve("comm"), name + "\n");
    }

    /// The control groups of each compiler of this very Java machine.
    private static List<String> compilers() throws IOException {
        List<String> groups = new ArrayList<>();
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
            for (Path thread : threads) {
                if (Files.readString(thread.resolve("comm")).contains(" CompilerThre")) {
                    groups.add(Files.readString(thread.resolve("cgroup")));
                }
            }
        }
        return groups;
    }

    private MountTable mounts(String type, String options) {
        return new MountTable(List.of(new Mount(1, "0:30", "/", root.toString(), type, "cgroup", options)));
    }
}
