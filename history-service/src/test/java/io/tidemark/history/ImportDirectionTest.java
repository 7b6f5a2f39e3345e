package io.tidemark.history;

import io.tidemark.platform.test.ImportDirection;
import org.junit.jupiter.api.Test;

class ImportDirectionTest {

    /// The wiring stands in the base package, after all others.
    private static final String WIRING = "";

    private final ImportDirection direction = ImportDirection.of(
            "io.tidemark.history",
            "server",
            "group",
            "policy",
            "snapshot",
            "content",
            "difference",
            "sample",
            "delta",
            "retention",
            "event",
            "backfill",
            "store",
            "ingest",
            "inventory",
            "offline",
            "rest",
            WIRING);

    @Test
    void everyPackageImportsOnlyThoseBeforeIt() {
        direction.check();
    }

    @Test
    void everyTransactionSaysForWhichTenantItIs() {
        direction.tenantTransactionsOnly();
    }

    @Test
    void domainPackagesArePlainJava() {
        direction.plain(
                "server",
                "group",
                "policy",
                "snapshot",
                "content",
                "difference",
                "sample",
                "delta",
                "retention",
                "event",
                "backfill");
    }
}
