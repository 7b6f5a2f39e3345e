package io.tidemark.auth.audit;

import io.tidemark.auth.right.Place;
import io.tidemark.auth.right.RightsChange;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.tenant.Tenant;

/// What a change makes, and where it gives rights, is of the tenant of whoever makes it. What it refers to and is of
/// another tenant is not found, as nobody sees it.
final class ChangeNames {
    private ChangeNames() {}

    /// @throws ProblemException 422 for a name of another tenant
    static void require(RightsChange change, Actor actor) {
        switch (change) {
            case RightsChange.PutRole put ->
                OwnNames.require(actor, "name", put.role().name().value());
            case RightsChange.PutGroup put ->
                OwnNames.require(actor, "name", put.group().name().value());
            case RightsChange.Give give -> place(give.assignment().scope().place(), actor);
            case RightsChange.SetAccountRoles set -> {}
            case RightsChange.RemoveRole remove -> {}
            case RightsChange.RemoveGroup remove -> {}
            case RightsChange.Withdraw withdraw -> {}
        }
    }

    private static void place(Place place, Actor actor) {
        switch (place) {
            case Place.Everything everything -> {}
            case Place.Tenant tenant ->
                OwnNames.require(actor, "scope.name", Tenant.isValid(tenant.name()) ? thingOf(tenant.name()) : "?@?");
            case Place.ServerGroup group -> OwnNames.require(actor, "scope.name", group.name());
            case Place.Server server -> OwnNames.require(actor, "scope.name", server.name());
            case Place.Folder folder -> OwnNames.require(actor, "scope.name", folder.server());
        }
    }

    private static String thingOf(String tenant) {
        return "any" + new Tenant(tenant).suffix();
    }
}
