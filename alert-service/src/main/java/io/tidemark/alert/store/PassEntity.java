package io.tidemark.alert.store;

import io.tidemark.alert.evaluation.Pass;
import io.tidemark.platform.tenant.Tenancy;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/// What was seen of the volumes of a tenant, or of all.
@Entity
@Table(name = "last_pass")
class PassEntity {

    static final String ALL = Tenancy.ALL.setting();

    private static final Duration LONGEST_PASS = Duration.ofMinutes(1);

    @Id
    @Column(name = "tenant")
    String tenant = ALL;

    @Column(name = "at")
    @Nullable
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

    static PassEntity of(String tenant) {
        var entity = new PassEntity();
        entity.tenant = tenant;
        return entity;
    }

    boolean isNew() {
        return at == null;
    }

    Tenancy tenancy() {
        return new Tenancy(tenant);
    }

    /// Whether it is the pass over everything, and looked a little later than the other.
    boolean isAhead(Pass other) {
        return tenant.equals(ALL) && isJustAheadOf(other);
    }

    /// Whether this pass looked a little later than the other, which then knows less. A pass that
    /// looked much later is the work of a clock that was wrong, and must not hold up those that follow.
    private boolean isJustAheadOf(Pass other) {
        return at != null
                && at.isAfter(other.at())
                && Duration.between(other.at(), at).compareTo(LONGEST_PASS) < 0;
    }

    /// Remembers the pass. One that could see nothing leaves what is known of the volumes as it was, so
    /// its age is still told.
    void take(Pass pass) {
        at = pass.at();
        sourceFailure = pass.sourceFailure();
        if (pass.sourceFailure() == null) {
            volumes = pass.volumes();
            staleVolumes = pass.staleVolumes();
            newestReadingAt = pass.newestReadingAt();
        }
    }

    Pass toPass() {
        return new Pass(Objects.requireNonNull(at), volumes, staleVolumes, newestReadingAt, sourceFailure);
    }
}
