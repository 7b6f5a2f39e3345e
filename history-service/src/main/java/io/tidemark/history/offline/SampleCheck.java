package io.tidemark.history.offline;

import io.tidemark.history.content.Digests;
import io.tidemark.history.offline.StoreCheck.Report;
import io.tidemark.history.snapshot.Sha256;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Holds the files with days of samples against what the record says of them.
final class SampleCheck {

    private static final String FOLDER = "samples";

    /// A file that the record knows.
    record Known(String file, long bytes, Sha256 sha256) {}

    private SampleCheck() {}

    /// The report with what was found of these files too.
    static Report of(Path store, List<Known> known, Report report) throws IOException {
        List<String> problems = new ArrayList<>(report.problems());
        long bytes = report.bytes();
        for (Known one : known) {
            bytes += one.bytes();
            Path file = store.resolve(FOLDER).resolve(one.file());
            Digests.problem(file, one.bytes(), one.sha256(), read -> {})
                    .ifPresent(problem -> problems.add(FOLDER + "/" + one.file() + ": " + problem));
        }
        return new Report(report.snapshots(), report.files() + known.size(), bytes, problems, report.unregistered());
    }
}
