package io.tidemark.launcher.bench;

import io.tidemark.launcher.trouble.Trouble;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// The snapshots of a number of servers, one each, in the format's layout. The same numbers give the same fleet. Made
/// once and used again.
///
/// @param folder with a folder for each server
record MadeFleet(Path folder, int servers, long entriesEach) {
    private static final String DONE = "made";

    /// @param parent where the fleet stands, under a name that tells its size
    /// @throws Trouble where it cannot be written
    static MadeFleet of(Path parent, int servers, long entriesEach, PrintStream talk) {
        MadeFleet fleet = new MadeFleet(parent.resolve("fleet-" + servers + "x" + entriesEach), servers, entriesEach);
        try {
            if (!Files.exists(fleet.folder.resolve(DONE))) {
                fleet.make(talk);
                Files.writeString(fleet.folder.resolve(DONE), "");
            }
            return fleet;
        } catch (IOException e) {
            throw Trouble.writing(fleet.folder, e);
        }
    }

    long entries() {
        return servers * entriesEach;
    }

    /// By name.
    List<String> names() {
        return IntStream.range(0, servers)
                .mapToObj(number -> String.format(Locale.ROOT, "server-%03d", number))
                .toList();
    }

    Path folderOf(String server) {
        return folder.resolve(server);
    }

    private void make(PrintStream talk) throws IOException {
        talk.printf(Locale.ROOT, "  making %,d entries of %d servers%n", entries(), servers);
        try (FleetSql sql = FleetSql.open(Files.createDirectories(folder))) {
            for (String server : names()) {
                new MadeServer(sql, server, names().indexOf(server), entriesEach)
                        .make(Files.createDirectories(folderOf(server)));
            }
        }
    }
}
