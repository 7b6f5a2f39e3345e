package io.tidemark.auth.audit;

import io.tidemark.auth.account.Account;
import io.tidemark.auth.account.AccountName;

/// Changes of accounts. Each is made together with its row in the audit log, in one transaction:
/// both or neither. Those that give anybody anything are refused (403) where one administrator is
/// not enough for them any more.
public interface AccountChanges {
    /// What came of a change.
    enum Outcome {
        DONE,
        NAME_TAKEN,
        NOT_FOUND,
        LAST_ADMINISTRATOR
    }

    /// `DONE` or `NAME_TAKEN`
    Outcome add(Account account, AuditEvent event);

    /// Ends all sessions too. `DONE` or `NOT_FOUND`
    ///
    /// @param mustChange whether it is somebody else's, who must choose another one at the next
    /// sign-in
    Outcome replacePassword(AccountName name, String passwordHash, boolean mustChange, AuditEvent event);

    /// `DONE`, `NOT_FOUND`, or `LAST_ADMINISTRATOR` where fewer than these could administer. Holds
    /// under concurrency.
    ///
    /// @param fewest administrators that must be left
    Outcome setDisabled(AccountName name, boolean disabled, int fewest, AuditEvent event);
}
