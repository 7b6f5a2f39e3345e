package io.tidemark.platform;

import io.tidemark.platform.test.ImportDirection;
import org.junit.jupiter.api.Test;

class ImportDirectionTest {
    @Test
    void packagesImportOnlyThoseBeforeThem() {
        ImportDirection.of(
                        "io.tidemark.platform",
                        "size",
                        "header",
                        "trace",
                        "protocol",
                        "outbound",
                        "tls",
                        "postgres",
                        "s3",
                        "tenant",
                        "store",
                        "problem",
                        "contract",
                        "page",
                        "access",
                        "client",
                        "token",
                        "audit",
                        "event")
                .check()
                .plain("size", "postgres", "page");
    }
}
