package io.tidemark.analytics.proof;

import java.util.List;
import java.util.stream.Stream;

/// Made files of 100,000 bytes and what is found out about them.
final class Suspects {
    static final String ONE = "1".repeat(64);
    static final String OTHER = "2".repeat(64);
    static final long SIZE = 100_000;
    static final long DISK = 102_400;

    private Suspects() {}

    /// One file with these names, or one made up.
    static Suspect file(String server, long inode, String... paths) {
        List<Suspect.Name> names = Stream.of(paths.length == 0 ? new String[] {"/srv/f" + inode} : paths)
                .map(Suspects::name)
                .toList();
        return new Suspect(server, names, SIZE, DISK, 1L, inode, 5L, names.size(), "ann");
    }

    static Suspect sized(Suspect file, long size, long allocated) {
        return new Suspect(
                file.server(),
                file.names(),
                size,
                allocated,
                file.device(),
                file.inode(),
                file.changedMicros(),
                file.links(),
                file.owner());
    }

    static Suspect linked(Suspect file, long links) {
        return new Suspect(
                file.server(),
                file.names(),
                file.sizeBytes(),
                file.allocatedBytes(),
                file.device(),
                file.inode(),
                file.changedMicros(),
                links,
                file.owner());
    }

    static Suspect notRecorded(Suspect file) {
        return new Suspect(
                file.server(), file.names(), file.sizeBytes(), file.allocatedBytes(), null, null, null, 1, "ann");
    }

    private static Suspect.Name name(String path) {
        int slash = path.lastIndexOf('/');
        return new Suspect.Name(path.substring(0, slash), path.substring(slash + 1), null);
    }

    static Finding.Whole whole(String hash, long exclusive) {
        return new Finding.Whole(hash, new Finding.Extents(exclusive, 0, 0, null));
    }

    static Finding.Whole shared(String hash, long sharedBytes, String layout) {
        return new Finding.Whole(hash, new Finding.Extents(DISK - sharedBytes, sharedBytes, 0, layout));
    }

    /// All of them hashed, each with what is said of it.
    static Proof proof(List<Suspect> suspects, Finding... findings) {
        Proof proof = new Proof(suspects);
        for (int i = 0; i < findings.length; i++) {
            proof.take(i, Stage.PARTIAL, new Finding.Partial(ONE));
        }
        for (int i = 0; i < findings.length; i++) {
            proof.take(i, Stage.FULL, findings[i]);
        }
        return proof;
    }
}
