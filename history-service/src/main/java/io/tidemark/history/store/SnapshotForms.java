package io.tidemark.history.store;

import io.smallrye.mutiny.Uni;
import io.tidemark.history.snapshot.Difference;
import io.tidemark.history.snapshot.Part;
import io.tidemark.history.snapshot.SnapshotId;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.UUID;

/// In which form the tables of snapshots are kept. Every method is part of the caller's transaction.
@ApplicationScoped
class SnapshotForms {

    private static final String DIFFERENCE = """
            update snapshot set base_id = :base, difference_sha256 = :digest,
                difference_entries_bytes = :entries, difference_directories_bytes = :directories where id = :id
            """;
    private static final String WHOLE = """
            update snapshot set base_id = null, difference_sha256 = null, difference_entries_bytes = null,
                difference_directories_bytes = null where id = :id
            """;
    private static final String PART =
            "update snapshot_part set byte_count = :bytes, sha256 = :sha256 where snapshot_id = :id and file = :file";

    /// Lists tell the parts.
    private static final String TOLD = """
            insert into snapshot_head as h (tenant, version) select tenant, 1 from snapshot where id = :id
            on conflict (tenant) do update set version = h.version + 1
            """;

    private final SnapshotRepository snapshots;

    SnapshotForms(SnapshotRepository snapshots) {
        this.snapshots = snapshots;
    }

    /// @param form null for whole
    Uni<Integer> restate(SnapshotId id, @Nullable Difference form, List<Part> parts) {
        return snapshots.getSession().flatMap(session -> {
            Uni<Integer> done = form(session, id.value(), form);
            for (Part part : parts) {
                done = done.flatMap(rows -> part(session, id.value(), part));
            }
            return done.flatMap(rows -> session.createNativeQuery(TOLD)
                    .setParameter("id", id.value())
                    .executeUpdate());
        });
    }

    private static Uni<Integer> form(Mutiny.Session session, UUID id, @Nullable Difference form) {
        if (form == null) {
            return session.createNativeQuery(WHOLE).setParameter("id", id).executeUpdate();
        }
        return session.createNativeQuery(DIFFERENCE)
                .setParameter("base", form.base().value())
                .setParameter("digest", form.description().hex())
                .setParameter("entries", form.entriesBytes())
                .setParameter("directories", form.directoriesBytes())
                .setParameter("id", id)
                .executeUpdate();
    }

    private static Uni<Integer> part(Mutiny.Session session, UUID id, Part part) {
        return session.createNativeQuery(PART)
                .setParameter("bytes", part.bytes())
                .setParameter("sha256", part.sha256().hex())
                .setParameter("id", id)
                .setParameter("file", part.file().value())
                .executeUpdate();
    }
}
