package io.tidemark.auth.right;

import io.tidemark.auth.account.AccountName;
import io.tidemark.auth.account.RoleName;

import java.util.Optional;
import java.util.UUID;

/// A role given to a user or a group.
///
/// @param id empty for the roles that are part of an account: those hold for everything and for good
public record Assignment(Optional<UUID> id, Holder holder, RoleName role, Scope scope, Window window) {
    /// A role that an account itself has.
    public static Assignment ofAccount(AccountName account, RoleName role) {
        return new Assignment(Optional.empty(), new Holder.User(account), role, Scope.EVERYTHING, Window.ALWAYS);
    }
}
