package io.tidemark.auth.audit;

import io.tidemark.auth.account.AccountName;
import io.tidemark.auth.account.RoleName;
import io.tidemark.auth.credential.PasswordPolicy;
import io.tidemark.auth.role.Role;
import io.tidemark.platform.problem.FieldError;
import io.tidemark.platform.problem.ProblemException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// An account that somebody wants made; everything in it was checked.
///
/// @param mustChange whether the person must choose another password at the first sign-in
public record NewAccount(AccountName name, String password, Set<RoleName> roles, boolean mustChange) {
    /// @throws ProblemException 422 that names every wrong field
    public static NewAccount checked(String name, String password, List<String> roles, boolean mustChange) {
        List<FieldError> errors = new ArrayList<>();
        if (!AccountName.isLocal(name)) {
            errors.add(new FieldError(
                    "name", "must be 1 to 63 lower case letters, digits, dots, dashes or underscores, a letter first"));
        }
        PasswordPolicy.complaint(name, password).ifPresent(c -> errors.add(new FieldError("password", c)));
        if (roles.isEmpty() || !roles.stream().allMatch(NewAccount::isForPeople)) {
            errors.add(new FieldError("roles", "must be one or more of " + forEverything()));
        }
        if (!errors.isEmpty()) {
            throw ProblemException.fields(errors);
        }
        return new NewAccount(
                new AccountName(name),
                password,
                roles.stream().map(RoleName::new).collect(Collectors.toUnmodifiableSet()),
                mustChange);
    }

    private static String forEverything() {
        return Arrays.stream(Role.values())
                .map(role -> role.roleName().value())
                .filter(NewAccount::isForPeople)
                .collect(Collectors.joining(", "));
    }

    private static boolean isForPeople(String role) {
        return Role.forPerson(role).isPresent();
    }

    /// Leaves the password out.
    @Override
    public String toString() {
        return "NewAccount[" + name + ", roles=" + roles + "]";
    }
}
