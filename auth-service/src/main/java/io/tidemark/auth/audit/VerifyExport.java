package io.tidemark.auth.audit;

import io.tidemark.auth.seal.CheckpointFile;
import io.tidemark.auth.seal.NoteVerifier;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/// Verifies the audit log where no service runs: needs its files and an export of what is not in files, or an export of
/// all, in the order of their rows; where retention removed rows, first the text that says where the log begins; the
/// checkpoints as the site kept them; and the verifier of the log's key.
public final class VerifyExport {
    private static final int INTACT = 0;
    private static final int NOT_INTACT = 1;
    private static final int UNUSABLE = 2;

    private VerifyExport() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments, System.out));
    }

    /// @return 0 where the log is intact, 1 where it is not, 2 where that cannot be told
    public static int run(String[] arguments, PrintStream out) {
        int inputs = arguments.length - 2;
        if (inputs < 1) {
            out.println("usage: VerifyExport [BEGINNING.txt] FILE.parquet... EXPORT.ndjson CHECKPOINTS VERIFIER");
            return UNUSABLE;
        }
        try {
            NoteVerifier verifier = NoteVerifier.parse(arguments[inputs + 1]);
            Verification verification =
                    new Verification(verifier, CheckpointFile.split(Files.readString(Path.of(arguments[inputs]))));
            for (String input : List.of(arguments).subList(0, inputs)) {
                read(Path.of(input), verification);
            }
            return print(verification.result(), out);
        } catch (IOException | SQLException | IllegalArgumentException e) {
            out.println("cannot be verified: " + e.getMessage());
            return UNUSABLE;
        }
    }

    private static void read(Path input, Verification verification) throws IOException, SQLException {
        if (input.toString().endsWith(".txt")) {
            verification.begins(Beginning.read(Files.readString(input)));
        } else if (input.toString().endsWith(".parquet")) {
            PartFile.read(input.toAbsolutePath(), 0, verification);
        } else {
            readLines(input, verification);
        }
    }

    private static void readLines(Path export, Verification verification) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(export)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                verification.accept(ExportedRow.read(line));
            }
        }
    }

    private static int print(Verification.Result result, PrintStream out) {
        out.printf(
                "%d rows, the first %d as sealed by %d checkpoints, tree head %s%n",
                result.rows(), result.sealedRows(), result.checkpoints(), result.root());
        if (result.removed() > 0) {
            out.printf("the first %d were removed by retention%n", result.removed());
        }
        result.findings().forEach(f -> out.printf("%s: rows %d to %d: %s%n", f.kind(), f.from(), f.to(), f.message()));
        out.println(result.intact() ? "intact" : "NOT INTACT");
        return result.intact() ? INTACT : NOT_INTACT;
    }
}
