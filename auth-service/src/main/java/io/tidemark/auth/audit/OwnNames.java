package io.tidemark.auth.audit;

import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.tenant.Tenant;

/// Everybody names things of their own tenant only. The answer is the same whether there is a thing of that name or
/// not.
public final class OwnNames {
    public static final ProblemCode NAME_OUTSIDE_TENANT =
            new ProblemCode("name-outside-tenant", 422, "The name belongs to another tenant");

    private OwnNames() {}

    /// @throws ProblemException 422 for a name of another tenant than the actor's
    public static void require(Actor actor, String field, String name) {
        Tenant own = Tenant.ofSubject(actor.subject());
        if (!own.owns(name)) {
            String form = own.equals(Tenant.DEFAULT) ? "have no '@'" : "end with '" + own.suffix() + "'";
            throw new ProblemException(NAME_OUTSIDE_TENANT, "Names of your tenant " + form + ": " + field);
        }
    }
}
