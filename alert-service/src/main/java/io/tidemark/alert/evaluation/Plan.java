package io.tidemark.alert.evaluation;

import io.tidemark.platform.tenant.Tenant;

import java.util.List;
import java.util.Map;

/// What a pass wants done, and what it saw.
///
/// @param pass of all volumes
/// @param ofTenants of those of each tenant that has any
public record Plan(List<Change> changes, Pass pass, Map<Tenant, Pass> ofTenants) {

    public Plan {
        changes = List.copyOf(changes);
        ofTenants = Map.copyOf(ofTenants);
    }
}
