package io.tidemark.history.ingest;

import io.tidemark.history.snapshot.Column;
import io.tidemark.history.snapshot.LockedDatabase;
import io.tidemark.history.snapshot.Manifest;
import io.tidemark.history.snapshot.Part;
import io.tidemark.history.snapshot.PartKind;

import java.math.BigInteger;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Checks the files of an upload as tables: columns, rows, and every figure of the manifest that can be
/// computed.
final class TableCheck {

    private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);

    private final LockedDatabase database;
    private final Path upload;
    private final Manifest manifest;
    private final Findings findings = new Findings();

    TableCheck(LockedDatabase database, Path upload, Manifest manifest) {
        this.database = database;
        this.upload = upload;
        this.manifest = manifest;
    }

    /// How much one part may unpack to.
    record Limits(long maxRows, long maxUnpackedBytes) {}

    /// Looks at the footers first, so that nothing is unpacked that is too large or has other columns.
    void check(Limits limits) throws SQLException {
        for (Part part : manifest.files()) {
            checkFooter(part, limits);
        }
        findings.refuse(IngestProblem.SNAPSHOT_DAMAGED);
        for (Part part : manifest.files()) {
            checkColumns(part);
        }
        findings.refuse(IngestProblem.SNAPSHOT_DAMAGED);
        checkEntries();
        checkLacking();
        checkDirectories();
        findings.refuse(IngestProblem.SNAPSHOT_DAMAGED);
    }

    private void checkFooter(Part part, Limits limits) throws SQLException {
        String file = path(part);
        long rows = database.row("SELECT num_rows FROM parquet_file_metadata(" + file + ")", row -> row.getLong(1));
        findings.requireEqual("number of rows of " + part.file(), part.rows(), rows);
        BigInteger unpacked = database.row(
                "SELECT coalesce(sum(total_uncompressed_size), 0)::VARCHAR FROM parquet_metadata(" + file + ")",
                row -> number(row, 1));
        if (rows > limits.maxRows()) {
            findings.add(part.file() + " has more than " + limits.maxRows() + " rows");
        }
        if (unpacked.compareTo(BigInteger.valueOf(limits.maxUnpackedBytes())) > 0) {
            findings.add(part.file() + " unpacks to more than " + limits.maxUnpackedBytes() + " bytes");
        }
    }

    /// Further columns may stand beside those of version 1.
    private void checkColumns(Part part) throws SQLException {
        Map<String, String> found = database.map(
                "SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM read_parquet(" + path(part) + "))");
        Columns.of(part.kind()).forEach((name, type) -> {
            String actual = found.get(name);
            if (actual == null) {
                findings.add(part.file() + " has no column " + name);
            } else if (!actual.equals(type)) {
                findings.add("column " + name + " of " + part.file() + " is " + actual + ", not " + type);
            }
        });
    }

    private void checkEntries() throws SQLException {
        Manifest.Counts counts = manifest.counts();
        database.row("""
                SELECT count(*)::VARCHAR, count(*) FILTER (type = 'file')::VARCHAR,
                    count(*) FILTER (type = 'symlink')::VARCHAR,
                    count(*) FILTER (type IN ('fifo', 'socket', 'char', 'block'))::VARCHAR,
                    coalesce(sum(size) FILTER (counted), 0)::VARCHAR,
                    coalesce(sum(allocated) FILTER (counted), 0)::VARCHAR,
                    count(*) FILTER (directory IS NULL OR name IS NULL OR counted IS NULL OR size IS NULL
                        OR size < 0 OR allocated < 0 OR %s)::VARCHAR
                FROM read_parquet(%s)
                """.formatted(missing(), files(PartKind.ENTRIES)), row -> {
            requireEqual("counts.entries", counts.entries(), number(row, 1));
            requireEqual("counts.files", counts.files(), number(row, 2));
            requireEqual("counts.symlinks", counts.symlinks(), number(row, 3));
            requireEqual("counts.others", counts.others(), number(row, 4));
            requireEqual("counts.sizeBytes", counts.sizeBytes(), number(row, 5));
            requireEqual("counts.allocatedBytes", counts.allocatedBytes(), number(row, 6));
            requireNone("entries without name, size or inode", number(row, 7));
            return row;
        });
    }

    /// What a row must have unless the manifest says that nobody recorded it.
    private String missing() {
        return Stream.of(Column.ALLOCATED, Column.INODE, Column.DEVICE)
                .filter(column -> !manifest.lacking().contains(column))
                .map(column -> column.word() + " IS NULL")
                .reduce("false", (all, one) -> all + " OR " + one);
    }

    private void checkLacking() throws SQLException {
        for (Column column : manifest.lacking()) {
            String query =
                    "SELECT count(" + column.word() + ")::VARCHAR FROM read_parquet(" + files(PartKind.ENTRIES) + ")";
            requireNone(
                    "entries with " + column.word() + ", which the manifest says is lacking",
                    database.row(query, row -> number(row, 1)));
        }
    }

    private void checkDirectories() throws SQLException {
        Manifest.Counts counts = manifest.counts();
        database.row("""
                SELECT count(*)::VARCHAR, coalesce(sum(own_size), 0)::VARCHAR,
                    coalesce(sum(own_allocated), 0)::VARCHAR,
                    count(*) FILTER (path IS NULL OR depth IS NULL OR total_size IS NULL
                        OR total_allocated IS NULL OR total_files IS NULL OR total_directories IS NULL)::VARCHAR
                FROM read_parquet(%s)
                """.formatted(files(PartKind.DIRECTORIES)), row -> {
            requireEqual("counts.directories", counts.directories(), number(row, 1));
            requireEqual("counts.directoryBytes", counts.directoryBytes(), number(row, 2));
            requireEqual("counts.directoryAllocatedBytes", counts.directoryAllocatedBytes(), number(row, 3));
            requireNone("directories without path or totals", number(row, 4));
            return row;
        });
    }

    /// A sum of sparse files may be larger than any figure of a manifest, which then is the largest there is.
    private void requireEqual(String what, long stated, BigInteger actual) {
        findings.requireEqual(what, BigInteger.valueOf(stated), actual.min(LARGEST));
    }

    private void requireNone(String what, BigInteger count) {
        if (count.signum() != 0) {
            findings.add("there are " + count + " " + what);
        }
    }

    private static BigInteger number(ResultSet row, int column) throws SQLException {
        return new BigInteger(row.getString(column));
    }

    private String files(PartKind kind) {
        return manifest.files(kind).stream().map(this::path).collect(Collectors.joining(", ", "[", "]"));
    }

    private String path(Part part) {
        return LockedDatabase.quote(upload.resolve(part.file().value()).toString());
    }
}
