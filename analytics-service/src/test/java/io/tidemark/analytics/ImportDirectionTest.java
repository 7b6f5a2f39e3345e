package io.tidemark.analytics;

import io.tidemark.platform.test.ImportDirection;
import org.junit.jupiter.api.Test;

class ImportDirectionTest {
    @Test
    void importsGoDownwardsAndTheDomainIsPlainJava() {
        ImportDirection.of(
                        "io.tidemark.analytics",
                        "source",
                        "engine",
                        "search",
                        "folder",
                        "usage",
                        "duplicate",
                        "proof",
                        "reconciliation",
                        "growth",
                        "consumer",
                        "gauge",
                        "fleet",
                        "cost",
                        "export",
                        "rest")
                .check()
                .plain(
                        "source",
                        "engine",
                        "search",
                        "folder",
                        "usage",
                        "duplicate",
                        "proof",
                        "reconciliation",
                        "growth",
                        "consumer",
                        "gauge",
                        "fleet",
                        "cost",
                        "export");
    }
}
