package io.tidemark.auth.store;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

/// Read and written by [SessionTransactions] only.
@ApplicationScoped
class RefreshTokenRepository implements PanacheRepositoryBase<RefreshTokenEntity, String> {}
