package io.tidemark.auth.outside;

import io.tidemark.auth.account.Account;
import io.tidemark.auth.account.AccountName;
import io.tidemark.auth.audit.AuditEvent;
import io.tidemark.auth.right.GroupName;

import java.util.Optional;
import java.util.Set;

/// Keeps who from outside has which account. Each change is one transaction with its row in the audit log.
/// Calls block.
public interface OutsideStore {
    Optional<Account> find(String issuer, String subject);

    /// Makes an account for somebody; false where somebody has its name, or the person has an account
    /// already.
    boolean add(Account account, String issuer, String subject, AuditEvent event);

    /// Those of these groups that the account is directly in.
    Set<GroupName> groupsOf(AccountName account, Set<GroupName> of);

    /// Puts the account into these of the governed groups and takes it out of the others. Groups that do
    /// not exist are
    /// left out.
    void setGroups(AccountName account, Set<GroupName> governed, Set<GroupName> wanted, AuditEvent event);

    /// Those of these groups that exist.
    Set<GroupName> existing(Set<GroupName> groups);
}
