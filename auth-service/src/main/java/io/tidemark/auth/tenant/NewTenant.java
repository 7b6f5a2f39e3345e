package io.tidemark.auth.tenant;

import io.tidemark.auth.account.AccountName;
import io.tidemark.auth.credential.PasswordPolicy;
import io.tidemark.platform.problem.FieldError;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.tenant.Tenant;

import java.util.ArrayList;
import java.util.List;

/// A tenant that somebody wants made; everything in it was checked.
///
/// @param administrator its first, who must choose another password at the first sign-in
public record NewTenant(Tenant tenant, String description, AccountName administrator, String password) {
    static final int MAX_DESCRIPTION = 200;

    /// @param administrator with or without the tenant's end
    /// @throws ProblemException 422 that names every wrong field
    public static NewTenant checked(String name, String description, String administrator, String password) {
        List<FieldError> errors = new ArrayList<>();
        if (!Tenant.isValid(name)) {
            errors.add(new FieldError("name", "must be 1 to 31 lower case letters, digits or dashes, a letter first"));
        }
        if (description.length() > MAX_DESCRIPTION) {
            errors.add(new FieldError("description", "must not be longer than " + MAX_DESCRIPTION + " characters"));
        }
        String account = administrator.contains("@") ? administrator : administrator + "@" + name;
        if (Tenant.isValid(name) && !(AccountName.isLocal(account) && new Tenant(name).owns(account))) {
            errors.add(new FieldError(
                    "administrator",
                    "must be a name such as alice, of lower case letters, digits, dots, dashes or underscores, a letter"
                            + " first; the account will be alice@" + name));
        }
        PasswordPolicy.complaint(account, password).ifPresent(c -> errors.add(new FieldError("password", c)));
        if (!errors.isEmpty()) {
            throw ProblemException.fields(errors);
        }
        return new NewTenant(new Tenant(name), description, new AccountName(account), password);
    }

    /// Leaves the password out.
    @Override
    public String toString() {
        return "NewTenant[" + tenant + ", " + administrator + "]";
    }
}
