package io.tidemark.scan.volume;

import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class MountTableTest {

    private static final String ROOT = "27 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw,errors=remount-ro";
    private static final String DATA = "40 27 254:16 / /srv/my\\040data rw,noatime - xfs /dev/vdb rw";
    private static final String PROC = "22 27 0:21 / /proc rw,nosuid - proc proc rw";
    private static final String MEMORY = "25 27 0:23 / /dev/shm rw - tmpfs tmpfs rw";
    private static final String BIND = "41 27 254:16 /inner /bind rw - xfs /dev/vdb rw";
    private static final String LAYERS = "42 27 0:50 / /var/lib/x/merged rw - overlay overlay rw";
    private static final String NFS = "43 27 0:60 / /home rw - nfs4 nas:/home rw";

    @Test
    void readsALineWithEscapedBlanksAndOptionalFields() {
        MountTable table = MountTable.parse(List.of(ROOT, DATA));

        assertThat(table.mounts())
                .containsExactly(
                        new Mount(27, "254:0", "/", "/", "ext4", "/dev/vda", "rw,relatime,rw,errors=remount-ro"),
                        new Mount(40, "254:16", "/", "/srv/my data", "xfs", "/dev/vdb", "rw,noatime,rw"));
    }

    @Test
    void leavesOutLinesThatAreNoMounts() {
        assertThat(MountTable.parse(List.of("", "garbage", "1 2 3 4 5 6 7", "1 2 3 - a"))
                        .mounts())
                .isEmpty();
    }

    @Test
    void findsTheDeepestMountOnWholeComponents() {
        MountTable table = MountTable.parse(List.of(ROOT, DATA, NFS));

        assertThat(table.containing("/home/anna"))
                .hasValueSatisfying(m -> assertThat(m.type()).isEqualTo("nfs4"));
        assertThat(table.containing("/homestead"))
                .hasValueSatisfying(m -> assertThat(m.type()).isEqualTo("ext4"));
        assertThat(table.containing("/srv/my data"))
                .hasValueSatisfying(m -> assertThat(m.type()).isEqualTo("xfs"));
    }

    @Test
    void takesTheLastOfSeveralMountsAtOnePlace() {
        MountTable table = MountTable.parse(List.of(ROOT, MEMORY, "50 25 254:32 / /dev/shm rw - ext4 /dev/vdc rw"));

        assertThat(table.containing("/dev/shm/x"))
                .hasValueSatisfying(m -> assertThat(m.source()).isEqualTo("/dev/vdc"));
    }

    @Test
    void listsEachRealVolumeOnceByItsWholeView() {
        MountTable table = MountTable.parse(List.of(ROOT, BIND, DATA, PROC, MEMORY, LAYERS, NFS));

        assertThat(table.volumes()).extracting(Mount::mountPoint).containsExactly("/", "/home", "/srv/my data");
    }

    @Test
    void countsTheOverlayThatIsOnesOwnRoot() {
        MountTable table = MountTable.parse(List.of("1 0 0:50 / / rw - overlay overlay rw", PROC));

        assertThat(table.volumes()).extracting(Mount::mountPoint).containsExactly("/");
    }

    @Test
    void leavesOutWhatAnotherMountHides() {
        MountTable table = MountTable.parse(List.of(ROOT, NFS, "44 27 0:61 / /home rw - tmpfs tmpfs rw"));

        assertThat(table.volumes()).extracting(Mount::mountPoint).containsExactly("/");
    }

    @Test
    void namesTheMountsOfAHostAsTheHostDoes() {
        MountTable own = MountTable.parse(List.of(
                "1 0 0:99 / / rw - overlay overlay rw",
                "500 1 254:0 / /host ro,relatime - ext4 /dev/vda rw",
                "501 500 254:16 / /host/srv/my\\040data ro - xfs /dev/vdb rw",
                "502 500 254:32 / /host/new ro - xfs /dev/vdc rw",
                "503 1 0:70 / /hosting rw - tmpfs nothing rw"));

        MountTable table = own.of("/host", MountTable.parse(List.of(ROOT, DATA)));

        assertThat(table.mounts())
                .containsExactly(
                        new Mount(500, "254:0", "/", "/", "ext4", "/dev/vda", "rw,relatime,rw,errors=remount-ro"),
                        new Mount(501, "254:16", "/", "/srv/my data", "xfs", "/dev/vdb", "rw,noatime,rw"),
                        new Mount(502, "254:32", "/", "/new", "xfs", "/dev/vdc", "ro,rw"));
    }

    @Test
    void takesAFolderForAHostThatIsNoMountItself() {
        MountTable own = MountTable.parse(List.of(ROOT, DATA));

        MountTable table = own.of("/home/anna/host", new MountTable(List.of()));

        assertThat(table.mounts()).singleElement().satisfies(mount -> {
            assertThat(mount.mountPoint()).isEqualTo("/");
            assertThat(mount.subtree()).isEqualTo("/home/anna/host");
        });
    }

    @Test
    void unescapesBytesThatTogetherAreUtf8() {
        assertThat(MountTable.unescape("a\\040\\303\\251\\134b\\09")).isEqualTo("a é\\b\\09");
    }
}
