package io.tidemark.auth.store;

import io.tidemark.auth.audit.Archivist;
import io.tidemark.auth.audit.PartFolder;
import io.tidemark.auth.audit.RawRows;
import io.tidemark.auth.audit.Retention;
import io.tidemark.auth.audit.Sealer;
import io.tidemark.auth.seal.CheckpointFile;
import io.tidemark.auth.seal.NoteKey;
import io.tidemark.platform.tenant.Tenant;
import org.postgresql.ds.PGSimpleDataSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import javax.sql.DataSource;

/// A process that moves old rows of the log into files, to be killed.
final class ArchiveProcess {
    static final String LOG = "tidemark-auth/audit";
    static final Duration KEEP = Duration.ofDays(90);
    static final long MOST_ROWS = 2_000;

    private ArchiveProcess() {}

    /// @param arguments the folder, the database's address, the time
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        Archivist archivist = archivist(folder, database(arguments[1]), Instant.parse(arguments[2]));
        System.out.println("ready");
        archivist.run();
    }

    static DataSource database(String url) {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(url);
        return database;
    }

    static Archivist archivist(Path folder, DataSource database, Instant now) throws Exception {
        PartFolder parts = parts(folder);
        RawRows rows = new StreamedRows(database, parts, Tenant.DEFAULT);
        return new Archivist(
                new JdbcArchive(database, Tenant.DEFAULT),
                parts,
                sealer(folder, rows, now),
                KEEP,
                MOST_ROWS,
                () -> now);
    }

    static Retention retention(Path folder, DataSource database, Instant now, Period keep, boolean held)
            throws Exception {
        PartFolder parts = parts(folder);
        RawRows rows = new StreamedRows(database, parts, Tenant.DEFAULT);
        return new Retention(
                new JdbcArchive(database, Tenant.DEFAULT), parts, sealer(folder, rows, now), keep, held, () -> now);
    }

    static PartFolder parts(Path folder) {
        return new PartFolder(folder.resolve("parts"));
    }

    static Sealer sealer(Path folder, RawRows rows, Instant now) throws Exception {
        NoteKey key = NoteKey.parse(LOG, Files.readString(folder.resolve("key")));
        return new Sealer(rows, key, new CheckpointFile(folder.resolve("checkpoints")), List.of(), () -> now);
    }
}
