package io.tidemark.history.store;

import io.tidemark.history.snapshot.SnapshotStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

class FolderSnapshotStoreTest extends SnapshotStoreTest {

    @TempDir
    Path folder;

    private SnapshotStore store;

    @BeforeEach
    void makeStore() throws IOException {
        store = new FolderSnapshotStore(folder.resolve("store"));
    }

    @Override
    SnapshotStore store() {
        return store;
    }
}
