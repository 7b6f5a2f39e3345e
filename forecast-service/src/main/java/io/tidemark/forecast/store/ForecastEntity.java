package io.tidemark.forecast.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/// A row of `forecast`.
@Entity
@Table(name = "forecast")
class ForecastEntity {

    @Id
    UUID id;

    @Column
    String server;

    @Column
    String volume;

    @Column
    LocalDate day;

    @Column(name = "made_at")
    Instant madeAt;

    @Column
    String status;

    @Column
    String document;
}
