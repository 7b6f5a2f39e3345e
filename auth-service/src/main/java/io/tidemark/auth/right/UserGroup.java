package io.tidemark.auth.right;

import io.tidemark.auth.account.AccountName;

import java.util.Set;

/// A named set of users. Whoever is in one of its groups is in it too.
///
/// @param users those directly inside
/// @param groups the groups directly inside
public record UserGroup(GroupName name, String description, Set<AccountName> users, Set<GroupName> groups) {
    public static final int MAX_DESCRIPTION = 200;

    public UserGroup {
        users = Set.copyOf(users);
        groups = Set.copyOf(groups);
        if (description.length() > MAX_DESCRIPTION) {
            throw new IllegalArgumentException("a description has at most " + MAX_DESCRIPTION + " characters");
        }
    }
}
