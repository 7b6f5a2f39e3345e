package io.tidemark.history.store;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// A row of `policy`.
@Entity
@Table(name = "policy")
class PolicyEntity {

    /// The primary key.
    @Embeddable
    record Key(
            @Column(name = "kind") String kind,
            @Column(name = "target") String target,
            @Column(name = "version") long version) {}

    @EmbeddedId
    Key key;

    /// JSON.
    @Column
    @Nullable
    String document;

    @Column(name = "changed_at")
    Instant changedAt;

    @Column(name = "changed_by")
    String changedBy;
}
