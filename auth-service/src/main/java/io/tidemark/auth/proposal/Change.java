package io.tidemark.auth.proposal;

import io.tidemark.auth.account.Account;
import io.tidemark.auth.account.AccountName;
import io.tidemark.auth.credential.ApiKey;
import io.tidemark.auth.right.RightsChange;
import io.tidemark.auth.role.Permission;
import io.tidemark.platform.tenant.Tenant;

/// What one administrator wants and another looks at. Secrets are in it as their hashes only.
public sealed interface Change {
    /// Who is in which group and has which role, and what roles permit.
    record Rights(RightsChange change) implements Change {}

    record MakeAccount(Account account) implements Change {}

    /// Sets somebody else's password.
    record ReplacePassword(AccountName account, String hash) implements Change {
        /// Leaves the hash out.
        @Override
        public String toString() {
            return "ReplacePassword[" + account + "]";
        }
    }

    /// Lets somebody sign in again who was disabled.
    record Enable(AccountName account) implements Change {}

    /// Takes somebody else's second factor away.
    record ResetCodes(AccountName account) implements Change {}

    /// A key of somebody else, or of a service.
    record MakeKey(ApiKey key) implements Change {}

    /// Lets people and agents of a tenant in again.
    record EnableTenant(Tenant tenant) implements Change {}

    /// What whoever makes it must be permitted.
    default Permission needed() {
        return switch (this) {
            case Rights rights ->
                switch (rights.change()) {
                    case RightsChange.SetAccountRoles set -> Permission.USERS_WRITE;
                    case RightsChange.PutRole put -> Permission.ROLES_WRITE;
                    case RightsChange.RemoveRole remove -> Permission.ROLES_WRITE;
                    case RightsChange.PutGroup put -> Permission.ROLES_WRITE;
                    case RightsChange.RemoveGroup remove -> Permission.ROLES_WRITE;
                    case RightsChange.Give give -> Permission.ROLES_WRITE;
                    case RightsChange.Withdraw withdraw -> Permission.ROLES_WRITE;
                };
            case MakeAccount make -> Permission.USERS_WRITE;
            case ReplacePassword replace -> Permission.USERS_WRITE;
            case Enable enable -> Permission.USERS_WRITE;
            case ResetCodes reset -> Permission.USERS_WRITE;
            case MakeKey make -> Permission.KEYS_WRITE;
            case EnableTenant enable -> Permission.TENANTS_WRITE;
        };
    }
}
