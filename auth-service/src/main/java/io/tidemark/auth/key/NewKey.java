package io.tidemark.auth.key;

import io.tidemark.auth.credential.ApiKey;
import io.tidemark.auth.credential.KeyHolder;
import io.tidemark.auth.role.Permission;
import io.tidemark.platform.problem.FieldError;
import io.tidemark.platform.problem.ProblemException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A key that somebody wants.
///
/// @param lifetime how long it is good
public record NewKey(KeyHolder holder, Set<Permission> scope, String label, Duration lifetime) {
    public static final Duration USUAL = Duration.ofDays(90);
    public static final Duration LONGEST = Duration.ofDays(365);

    /// @throws ProblemException 422 that names every wrong field
    public NewKey {
        scope = Set.copyOf(scope);
        List<FieldError> errors = new ArrayList<>();
        if (scope.isEmpty()) {
            errors.add(new FieldError("scope", "must name at least one permission, such as files:read"));
        }
        if (label.isBlank() || label.length() > ApiKey.MAX_LABEL) {
            errors.add(new FieldError("label", "must say what it is for, in 1 to " + ApiKey.MAX_LABEL + " characters"));
        }
        if (!lifetime.isPositive() || lifetime.compareTo(LONGEST) > 0) {
            errors.add(new FieldError("lifetime", "must be more than nothing and at most " + LONGEST));
        }
        if (!errors.isEmpty()) {
            throw ProblemException.fields(errors);
        }
    }
}
