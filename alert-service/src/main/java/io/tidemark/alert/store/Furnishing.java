package io.tidemark.alert.store;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.tidemark.platform.tenant.PresentTenancy;
import io.tidemark.platform.tenant.Tenant;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/// The rules that every tenant begins with. They are made when the tenant's rules are needed first, in
/// the transaction that needs them.
final class Furnishing {
    private static final String FURNISH = "select cast(furnish(t) as text) from unnest(string_to_array(?1, ' ')) t"
            + " where not exists (select from furnished f where f.tenant = t)";

    private Furnishing() {}

    /// For the tenant that the present work is for; not where it is for all.
    static Uni<?> present() {
        return of(PresentTenancy.get().tenant().stream().toList());
    }

    static Uni<?> of(Collection<Tenant> tenants) {
        if (tenants.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        String names = tenants.stream().map(Tenant::name).sorted().collect(Collectors.joining(" "));
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(FURNISH, String.class)
                        .setParameter(1, names)
                        .getResultList());
    }
}
