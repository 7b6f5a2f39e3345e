package io.tidemark.history.sample;

import io.tidemark.history.content.ContentMeter;
import io.tidemark.history.content.Digests;
import io.tidemark.history.content.Known;
import io.tidemark.history.snapshot.Sha256;
import io.tidemark.platform.problem.ProblemException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// The only way to the content of files of readings: what it gives was read and found to be what was written, now or a
/// while ago and not touched since. Calls block.
public final class SoundFiles {

    private static final System.Logger LOG = System.getLogger(SoundFiles.class.getName());

    private final SampleFiles files;
    private final Known known;
    private final ContentMeter meter;

    public SoundFiles(SampleFiles files, Known known, ContentMeter meter) {
        this.files = files;
        this.known = known;
        this.meter = meter;
    }

    /// A local file with a day's readings.
    ///
    /// @throws ProblemException 409 `samples-damaged` when it is not what was written
    /// @throws java.nio.file.NoSuchFileException when there is none
    Path get(Archive archive) throws IOException {
        Path file = files.get(archive.file());
        if (known.trusts(file, new Sha256(archive.sha256()))) {
            return file;
        }
        Optional<String> problem = read(file, archive);
        if (problem.isPresent() && files.dropCopy(archive.file())) {
            file = files.get(archive.file());
            problem = read(file, archive);
        }
        if (problem.isPresent()) {
            throw damaged(archive, problem.get());
        }
        return file;
    }

    private Optional<String> read(Path file, Archive archive) throws IOException {
        known.forget(file);
        Optional<String> problem = Digests.problem(file, archive.bytes(), new Sha256(archive.sha256()), meter::read);
        if (problem.isEmpty()) {
            known.trust(file, new Sha256(archive.sha256()));
        }
        return problem;
    }

    private ProblemException damaged(Archive archive, String problem) {
        LOG.log(System.Logger.Level.ERROR, "file={0} day={1} damaged: {2}", archive.file(), archive.day(), problem);
        meter.damageFound();
        return new ProblemException(
                SampleProblem.SAMPLES_DAMAGED,
                "The readings of " + archive.day() + " are not those that were written: " + archive.file() + ": "
                        + problem + ". Hours and days of them are answered");
    }
}
