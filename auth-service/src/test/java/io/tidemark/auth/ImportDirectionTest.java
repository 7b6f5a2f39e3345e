package io.tidemark.auth;

import io.tidemark.platform.test.ImportDirection;
import org.junit.jupiter.api.Test;

class ImportDirectionTest {
    @Test
    void eachPackageImportsOnlyThoseBeforeItAndTheDomainIsPlainJava() {
        ImportDirection.of(
                        "io.tidemark.auth",
                        "account",
                        "role",
                        "right",
                        "seal",
                        "credential",
                        "token",
                        "audit",
                        "tenant",
                        "session",
                        "factor",
                        "key",
                        "agent",
                        "proposal",
                        "outside",
                        "store",
                        "start",
                        "rest")
                .check()
                .tenantTransactionsOnly()
                .plain(
                        "account",
                        "role",
                        "right",
                        "seal",
                        "credential",
                        "token",
                        "audit",
                        "tenant",
                        "session",
                        "factor",
                        "key",
                        "agent",
                        "proposal",
                        "outside");
    }
}
