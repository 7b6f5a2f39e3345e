package io.tidemark.forecast;

import io.tidemark.platform.test.ActsTable;
import org.junit.jupiter.api.Test;

class ActsTableTest {

    @Test
    void everyOperationSaysWhatItTellsTheAuditLog() {
        ActsTable.check("io.tidemark.forecast");
    }
}
