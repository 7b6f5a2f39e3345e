package io.tidemark.auth.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

@Entity
@Table(name = "second_factor")
class SecondFactorEntity {
    @Id
    String account;

    @Column(name = "sealed")
    byte[] sealed;

    @Column(name = "made_at")
    Instant madeAt;

    @Column(name = "confirmed_at")
    @Nullable
    Instant confirmedAt;

    @Column(name = "last_step")
    long lastStep;
}
