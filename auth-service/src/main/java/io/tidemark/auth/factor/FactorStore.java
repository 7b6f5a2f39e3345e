package io.tidemark.auth.factor;

import io.tidemark.auth.account.AccountName;
import io.tidemark.auth.audit.AuditEvent;
import io.tidemark.auth.credential.SecondFactors;

import java.time.Instant;
import java.util.List;

/// Keeps second factors. Each change is one transaction with its row in the audit log. Calls block.
public interface FactorStore extends SecondFactors {
    /// Keeps a secret that is not confirmed yet, in place of another such; false where one is confirmed.
    boolean begin(AccountName account, byte[] sealed, Instant at, AuditEvent event);

    /// From now on sign-ins ask for a code; false where there is nothing to confirm (any more).
    ///
    /// @param recovery the hashes of the recovery codes
    boolean confirm(AccountName account, List<String> recovery, AuditEvent event);

    /// Sign-ins ask for a code no more; false where they did not.
    boolean remove(AccountName account, AuditEvent event);

    /// The same for somebody else; refused (403) where one administrator is not enough for that any more.
    boolean reset(AccountName account, AuditEvent event);
}
