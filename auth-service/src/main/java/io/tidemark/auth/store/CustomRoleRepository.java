package io.tidemark.auth.store;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

/// Read and written by [RightsRepository] only.
@ApplicationScoped
class CustomRoleRepository implements PanacheRepositoryBase<CustomRoleEntity, String> {}
