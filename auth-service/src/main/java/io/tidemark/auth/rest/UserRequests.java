package io.tidemark.auth.rest;

import io.tidemark.auth.audit.NewAccount;
import io.tidemark.auth.audit.OldPassword;
import io.tidemark.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

import java.util.List;

/// What callers send about users. None of them prints a password.
public final class UserRequests {
    private UserRequests() {}

    /// @param mustChangePassword whether another one must be chosen at the first sign-in; not, where it is
    /// left out
    public record NewUser(
            @Nullable String name,
            @Nullable String password,
            @Nullable List<String> roles,
            @Nullable Boolean mustChangePassword) {
        NewAccount checked() {
            return NewAccount.checked(
                    name == null ? "" : name,
                    password == null ? "" : password,
                    roles == null ? List.of() : roles,
                    Boolean.TRUE.equals(mustChangePassword));
        }

        @Override
        public String toString() {
            return "NewUser[" + name + "]";
        }
    }

    /// @param oldPassword needed to change one's own
    /// @param code needed with it where the account has one-time codes
    public record PasswordChange(
            @Nullable String oldPassword,
            @Nullable String newPassword,
            @Nullable String code) {
        OldPassword old() {
            return new OldPassword(oldPassword == null ? "" : oldPassword, code == null ? "" : code);
        }

        String replacement() {
            return newPassword == null ? "" : newPassword;
        }

        @Override
        public String toString() {
            return "PasswordChange[]";
        }
    }

    public record Disabling(@Nullable Boolean disabled) {
        boolean wanted() {
            if (disabled == null) {
                throw ProblemException.field("disabled", "must be true or false");
            }
            return disabled;
        }
    }
}
