package io.tidemark.history.store;

import io.tidemark.history.sample.SampleFiles;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

class FolderSampleFilesTest extends SampleFilesTest {

    @TempDir
    Path folder;

    @Override
    SampleFiles files() throws IOException {
        return new FolderSampleFiles(folder);
    }
}
