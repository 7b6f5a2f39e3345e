package io.tidemark.forecast;

import io.tidemark.platform.test.ImportDirection;
import org.junit.jupiter.api.Test;

class ImportDirectionTest {

    @Test
    void packagesImportOnlyThoseBeforeThem() {
        ImportDirection.of(
                        "io.tidemark.forecast",
                        "source",
                        "series",
                        "model",
                        "backtest",
                        "capacity",
                        "upkeep",
                        "store",
                        "rest")
                .check()
                .tenantTransactionsOnly()
                .plain("source", "series", "model", "backtest", "capacity");
    }
}
