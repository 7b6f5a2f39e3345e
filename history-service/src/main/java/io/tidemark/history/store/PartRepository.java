package io.tidemark.history.store;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.tidemark.history.snapshot.Part;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/// Rows of `snapshot_part`. Every method is part of the caller's session.
@ApplicationScoped
class PartRepository implements PanacheRepositoryBase<PartEntity, PartEntity.Key> {

    /// The parts of these snapshots by snapshot, each by file name.
    Uni<Map<UUID, List<Part>>> of(Collection<UUID> snapshots) {
        return list("key.snapshotId in ?1 order by key.file", snapshots)
                .map(rows -> rows.stream()
                        .collect(Collectors.groupingBy(
                                row -> row.key.snapshotId(),
                                Collectors.mapping(PartEntity::toPart, Collectors.toList()))));
    }
}
