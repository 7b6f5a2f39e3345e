package io.tidemark.history.store;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.tidemark.history.snapshot.Part;
import io.tidemark.history.snapshot.PartName;
import io.tidemark.history.snapshot.Sha256;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/// Rows of `snapshot_part`. Every method is part of the caller's session.
@ApplicationScoped
class PartRepository implements PanacheRepositoryBase<PartEntity, PartEntity.Key> {

    /// A list of parameters would have the query translated anew for each length.
    private static final String OF = """
            select snapshot_id, file, row_count, byte_count, sha256 from snapshot_part
            where snapshot_id = any(cast(string_to_array(:snapshots, ',') as uuid[])) order by file
            """;

    /// The parts of these snapshots by snapshot, each by file name.
    Uni<Map<UUID, List<Part>>> of(Collection<UUID> snapshots) {
        String ids = snapshots.stream().map(UUID::toString).collect(Collectors.joining(","));
        return getSession()
                .flatMap(session -> session.createNativeQuery(OF, Object[].class)
                        .setParameter("snapshots", ids)
                        .getResultList())
                .map(rows -> rows.stream()
                        .collect(Collectors.groupingBy(
                                row -> (UUID) row[0], Collectors.mapping(PartRepository::part, Collectors.toList()))));
    }

    private static Part part(Object[] row) {
        PartName file = new PartName((String) row[1]);
        return new Part(file, file.kind(), Rows.number(row[2]), Rows.number(row[3]), new Sha256((String) row[4]));
    }
}
