package io.tidemark.auth.store;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.UUID;

/// Read and written by [RightsRepository] only.
@ApplicationScoped
class AssignmentRepository implements PanacheRepositoryBase<AssignmentEntity, UUID> {}
