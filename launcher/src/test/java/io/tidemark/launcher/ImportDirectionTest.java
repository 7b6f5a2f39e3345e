package io.tidemark.launcher;

import io.tidemark.platform.test.ImportDirection;
import org.junit.jupiter.api.Test;

class ImportDirectionTest {
    @Test
    void packagesImportOnlyThoseBeforeThemAndNoFramework() {
        String[] order = {
            "trouble",
            "layout",
            "process",
            "secret",
            "service",
            "client",
            "stack",
            "scan",
            "report",
            "dependency",
            "bench",
            "command"
        };

        ImportDirection.of("io.tidemark.launcher", order).check().plain(order);
    }
}
