package io.tidemark.alert.store;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.UUID;

@ApplicationScoped
class AlertRepository implements PanacheRepositoryBase<AlertEntity, UUID> {}
