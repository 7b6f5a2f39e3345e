package io.tidemark.alert.store;

import io.tidemark.alert.evaluation.Pass;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// The only row of its table.
@Entity
@Table(name = "last_pass")
class PassEntity {

    static final int ID = 1;

    @Id
    @Column(name = "id")
    int id = ID;

    @Column(name = "at")
    Instant at;

    @Column(name = "volumes")
    int volumes;

    @Column(name = "stale_volumes")
    int staleVolumes;

    @Column(name = "newest_reading_at")
    @Nullable
    Instant newestReadingAt;

    @Column(name = "source_failure")
    @Nullable
    String sourceFailure;

    void take(Pass pass) {
        at = pass.at();
        volumes = pass.volumes();
        staleVolumes = pass.staleVolumes();
        newestReadingAt = pass.newestReadingAt();
        sourceFailure = pass.sourceFailure();
    }

    Pass toPass() {
        return new Pass(at, volumes, staleVolumes, newestReadingAt, sourceFailure);
    }
}
