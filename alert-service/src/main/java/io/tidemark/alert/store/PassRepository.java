package io.tidemark.alert.store;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class PassRepository implements PanacheRepositoryBase<PassEntity, String> {}
