package io.tidemark.auth.store;

import io.tidemark.auth.credential.Pace.Tally;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import java.time.Instant;

@Entity
@Table(name = "attempt")
class AttemptEntity {
    @Id
    String watched;

    @Column(name = "count")
    int count;

    @Column(name = "wait_until")
    Instant waitUntil;

    Tally toTally() {
        return new Tally(count, waitUntil);
    }

    void set(Tally tally) {
        count = tally.count();
        waitUntil = tally.waitUntil();
    }
}
