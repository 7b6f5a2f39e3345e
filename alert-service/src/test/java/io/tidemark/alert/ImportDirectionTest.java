package io.tidemark.alert;

import io.tidemark.platform.test.ImportDirection;
import org.junit.jupiter.api.Test;

class ImportDirectionTest {

    /// The last, nameless one is the base package, which puts the others together.
    private static final ImportDirection DIRECTION =
            ImportDirection.of("io.tidemark.alert", "rule", "source", "evaluation", "store", "rest", "");

    @Test
    void importsOnlyPackagesThatComeBefore() {
        DIRECTION.check();
    }

    @Test
    void beginsEveryTransactionForATenant() {
        DIRECTION.tenantTransactionsOnly();
    }

    @Test
    void keepsFrameworksOutOfTheDomain() {
        DIRECTION.plain("rule", "source", "evaluation");
    }
}
