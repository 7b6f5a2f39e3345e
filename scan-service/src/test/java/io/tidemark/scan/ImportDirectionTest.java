package io.tidemark.scan;

import io.tidemark.platform.test.ImportDirection;
import org.junit.jupiter.api.Test;

class ImportDirectionTest {

    @Test
    void importsOnlyLowerPackagesAndKeepsTheDomainPlain() {
        ImportDirection.of(
                        "io.tidemark.scan",
                        "syscall",
                        "volume",
                        "walk",
                        "selection",
                        "throttle",
                        "hash",
                        "parquet",
                        "snapshot",
                        "identity",
                        "publish",
                        "job",
                        "schedule",
                        "rest")
                .check()
                .plain(
                        "syscall",
                        "volume",
                        "walk",
                        "selection",
                        "throttle",
                        "hash",
                        "parquet",
                        "snapshot",
                        "identity",
                        "publish",
                        "job",
                        "schedule");
    }
}
