package io.tidemark.auth.store;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.tidemark.platform.store.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.List;

/// The rows of enrolment tokens. They change in [KeyTransactions].
@ApplicationScoped
class EnrolmentRepository implements PanacheRepositoryBase<EnrolmentEntity, String> {
    @TenantTransaction
    Uni<List<EnrolmentEntity>> byId(String after, int limit) {
        return find("id > ?1 order by id", after).page(0, limit).list();
    }
}
