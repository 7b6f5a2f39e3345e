package io.tidemark.history.server;

import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.tenant.Tenancy;

/// What somebody names must be of his own tenant.
public final class OwnNames {

    /// Says nothing of whether there is such a thing.
    static final ProblemCode OUTSIDE = new ProblemCode("name-outside-tenant", 422, "The name is another tenant's");

    private OwnNames() {}

    /// @param field where the name stands
    /// @throws ProblemException 422 `name-outside-tenant`
    public static void require(Tenancy own, String field, String name) {
        if (!own.contains(name)) {
            throw new ProblemException(OUTSIDE, field + ": '" + name + "' " + rule(own));
        }
    }

    private static String rule(Tenancy own) {
        String suffix = own.tenant().map(tenant -> tenant.suffix()).orElse("");
        return suffix.isEmpty() ? "must have no '@'" : "must end with '" + suffix + "'";
    }
}
