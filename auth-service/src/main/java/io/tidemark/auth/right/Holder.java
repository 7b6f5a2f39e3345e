package io.tidemark.auth.right;

import io.tidemark.auth.account.AccountName;

/// Who can be given a role.
public sealed interface Holder {
    record User(AccountName name) implements Holder {
        @Override
        public String toString() {
            return "user " + name;
        }
    }

    record Group(GroupName name) implements Holder {
        @Override
        public String toString() {
            return "group " + name;
        }
    }
}
