package io.tidemark.history.store;

import io.tidemark.history.snapshot.SnapshotStore;

import java.io.IOException;

class FolderRebuildingStoreTest extends RebuildingStoreTest {

    @Override
    SnapshotStore kept() throws IOException {
        return new FolderSnapshotStore(temporary.resolve("store"));
    }
}
